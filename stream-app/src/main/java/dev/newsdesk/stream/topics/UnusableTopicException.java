package dev.newsdesk.stream.topics;

import org.jspecify.annotations.Nullable;

/** A topic is there and cannot take what the app would write; the message says what to do. */
public final class UnusableTopicException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception of a sentence with the remedy, and what it follows from, if so. */
  public UnusableTopicException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
