package dev.newsdesk.stream.client;

/** Articles could not be sent or read; the message names cause and remedy. */
public final class ClientException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception of one sentence. */
  public ClientException(String message) {
    super(message);
  }

  /** Makes an exception of one sentence with what led to it. */
  public ClientException(String message, Throwable cause) {
    super(message, cause);
  }
}
