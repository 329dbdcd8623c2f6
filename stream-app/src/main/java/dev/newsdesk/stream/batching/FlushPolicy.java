package dev.newsdesk.stream.batching;

import java.time.Duration;
import java.time.Instant;

/**
 * When a batch leaves: when it is full, by count or by bytes, or when its oldest article has waited
 * long enough. An article from the future has, too: the clock was set back, or another machine's
 * was ahead.
 *
 * @param size articles of a full batch, at least 1
 * @param maxBytes serialized bytes of a full batch, at least 1; one article alone may have more
 * @param linger longest wait of an article for its batch-mates
 */
public record FlushPolicy(int size, long maxBytes, Duration linger) {

  /** Refuses batches that could never leave. */
  public FlushPolicy {
    if (size < 1) {
      throw new IllegalArgumentException("size is " + size + "; it must be at least 1.");
    }
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes is " + maxBytes + "; it must be at least 1.");
    }
    if (linger.isNegative()) {
      throw new IllegalArgumentException("linger is " + linger + "; it must not be negative.");
    }
  }

  /**
   * Decides, from nothing but its arguments.
   *
   * @param count articles waiting
   * @param bytes serialized bytes waiting: those of all partitions of the thread, because they are
   *     in memory together
   * @param oldest when the first of the articles arrived
   * @param now the time
   */
  public boolean flushes(int count, long bytes, Instant oldest, Instant now) {
    boolean waited = now.isBefore(oldest) || !now.isBefore(oldest.plus(linger));
    return isFull(count, bytes) || (count > 0 && waited);
  }

  /**
   * Tells whether a batch leaves without regard to the time.
   *
   * @param count articles waiting
   * @param bytes as for {@link #flushes}
   */
  public boolean isFull(int count, long bytes) {
    return count >= size || (count > 0 && bytes >= maxBytes);
  }
}
