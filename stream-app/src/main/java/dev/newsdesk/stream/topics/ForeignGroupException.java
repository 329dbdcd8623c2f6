package dev.newsdesk.stream.topics;

/** The app's consumer group works for another app; the message says what to do. */
public final class ForeignGroupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes a refusal. */
  public ForeignGroupException(String message) {
    super(message);
  }
}
