package dev.newsdesk.stream.replay.comparison;

import org.jspecify.annotations.Nullable;

/** What is known of one article, without its text. */
final class Trace {

  /** Cause of the dead letter that an article without words becomes. */
  private static final String REJECTED = "EMPTY";

  private final String truth;
  private final String label;
  private final @Nullable String offline;
  private @Nullable String online;
  private @Nullable String deadLetterCause;
  private int times;

  /**
   * Begins with what is known before it is sent.
   *
   * @param truth its true category
   * @param label the category to send as its label, wrong on purpose or not
   * @param offline its category outside the stream; null for an article that is rejected there
   */
  Trace(String truth, String label, @Nullable String offline) {
    this.truth = truth;
    this.label = label;
    this.offline = offline;
  }

  String truth() {
    return truth;
  }

  String label() {
    return label;
  }

  @Nullable String offline() {
    return offline;
  }

  /** Returns how often it has come back. */
  int times() {
    return times;
  }

  /** Returns the category it first came back with, if it did. */
  @Nullable String online() {
    return online;
  }

  /** Returns why it first came back as a dead letter, if it did. */
  @Nullable String deadLetterCause() {
    return deadLetterCause;
  }

  /** Returns whether it is rejected outside the stream and came back so. */
  boolean isRejectedRightly() {
    return offline == null && REJECTED.equals(deadLetterCause);
  }

  void cameLabelled(String category) {
    if (times++ == 0) {
      online = category;
    }
  }

  void cameDead(String cause) {
    if (times++ == 0) {
      deadLetterCause = cause;
    }
  }
}
