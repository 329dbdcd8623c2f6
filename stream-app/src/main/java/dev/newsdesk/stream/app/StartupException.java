package dev.newsdesk.stream.app;

/** The app cannot start; the message names cause and remedy. */
public final class StartupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception of one sentence. */
  StartupException(String message) {
    super(message);
  }

  /** Makes an exception of one sentence with what led to it. */
  public StartupException(String message, Throwable cause) {
    super(message, cause);
  }
}
