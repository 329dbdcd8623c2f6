package dev.newsdesk.stream.batching;

import java.time.Duration;
import java.time.Instant;

/**
 * When a batch leaves: when it is full, or when its oldest article has waited long enough. An
 * article from the future has, too: the clock was set back, or another machine's was ahead.
 *
 * @param size articles of a full batch, at least 1
 * @param linger longest wait of an article for its batch-mates
 */
public record FlushPolicy(int size, Duration linger) {

  /** Refuses batches that could never leave. */
  public FlushPolicy {
    if (size < 1) {
      throw new IllegalArgumentException("size is " + size + "; it must be at least 1.");
    }
    if (linger.isNegative()) {
      throw new IllegalArgumentException("linger is " + linger + "; it must not be negative.");
    }
  }

  /**
   * Decides, from nothing but its arguments.
   *
   * @param count articles waiting
   * @param oldest when the first of them arrived
   * @param now the time
   */
  public boolean flushes(int count, Instant oldest, Instant now) {
    boolean waited = now.isBefore(oldest) || !now.isBefore(oldest.plus(linger));
    return count >= size || (count > 0 && waited);
  }
}
