package dev.newsdesk.stream.classification;

/** The schema registry does not answer; nothing has been decided about any record. */
public final class RegistryUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception of one sentence with what led to it. */
  public RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
