package dev.newsdesk.stream.batching;

import java.util.BitSet;

/** Watches what becomes of the last records of all partitions. Thread-safe. */
final class DeadLetterWatch {

  private final DeadLetterLimit limit;
  private final BitSet dead;
  private int next;
  private boolean full;

  DeadLetterWatch(DeadLetterLimit limit) {
    this.limit = limit;
    this.dead = new BitSet(limit.window());
  }

  /** Takes note of one record. */
  synchronized void note(boolean deadLetter) {
    dead.set(next, deadLetter);
    next = (next + 1) % limit.window();
    full |= next == 0;
  }

  /**
   * Returns when there are not too many.
   *
   * @throws TooManyDeadLettersException when there are
   */
  synchronized void requireFew() {
    if (full && dead.cardinality() > limit.share() * limit.window()) {
      throw new TooManyDeadLettersException(dead.cardinality(), limit);
    }
  }
}
