package dev.newsdesk.classifier.network;

/** PyTorch cannot start on this machine; the message names cause and remedy. */
public final class EngineUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception of one sentence. */
  EngineUnavailableException(String message) {
    super(message);
  }

  /** Makes an exception of one sentence with what led to it. */
  public EngineUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
