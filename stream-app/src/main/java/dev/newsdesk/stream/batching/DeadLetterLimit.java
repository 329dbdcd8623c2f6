package dev.newsdesk.stream.batching;

/**
 * How many dead letters are too many: who points the app at a topic of something else wants it to
 * stop, not to drain the topic into the dead letters.
 *
 * @param share of dead letters among the last records above which the app stops, from 0 to 1
 * @param window how many records the share is taken of, at least 1
 */
public record DeadLetterLimit(double share, int window) {

  /** Refuses limits that mean nothing. */
  public DeadLetterLimit {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share is " + share + "; it must be from 0 to 1.");
    }
    if (window < 1) {
      throw new IllegalArgumentException("window is " + window + "; it must be at least 1.");
    }
  }
}
