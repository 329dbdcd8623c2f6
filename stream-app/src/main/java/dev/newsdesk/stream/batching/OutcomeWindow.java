package dev.newsdesk.stream.batching;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * What became of the last records of one partition. Outcomes are kept in at most {@value #BUCKETS}
 * buckets, so that a window of any size is small when it is stored. Not thread-safe.
 */
final class OutcomeWindow {

  private static final int BUCKETS = 64;

  private final int size;
  private final Deque<Bucket> buckets = new ArrayDeque<>();
  private long lastDeadLetter = -1;
  private int records;
  private int deadLetters;

  /**
   * Makes an empty one.
   *
   * @param size how many of the last records count
   */
  OutcomeWindow(int size) {
    this.size = size;
  }

  /** Goes on with what was stored. */
  OutcomeWindow(int size, long lastDeadLetter, Collection<Bucket> stored) {
    this(size);
    this.lastDeadLetter = lastDeadLetter;
    stored.forEach(this::append);
  }

  /** Adds a record that was classified. */
  void addClassified(long at) {
    append(new Bucket(at, 1, 0));
  }

  /** Adds a dead letter. */
  void addDeadLetter(long offset, long at) {
    lastDeadLetter = offset;
    append(new Bucket(at, 1, 1));
  }

  private void append(Bucket bucket) {
    Bucket last = buckets.peekLast();
    if (last != null && last.records() + bucket.records() <= Math.max(1, size / BUCKETS)) {
      buckets.removeLast();
      buckets.addLast(
          new Bucket(
              bucket.at(),
              last.records() + bucket.records(),
              last.deadLetters() + bucket.deadLetters()));
    } else {
      buckets.addLast(bucket);
    }
    records += bucket.records();
    deadLetters += bucket.deadLetters();
    while (records - buckets.getFirst().records() >= size) {
      Bucket first = buckets.removeFirst();
      records -= first.records();
      deadLetters -= first.deadLetters();
    }
  }

  /** Returns how many of the records are dead letters. */
  int deadLetters() {
    return deadLetters;
  }

  /** Returns the offset of the last dead letter, -1 where there was none. */
  long lastDeadLetter() {
    return lastDeadLetter;
  }

  /** Returns the window in short; there must be outcomes. */
  PartitionSummary summary(int partition) {
    Bucket all = new Bucket(buckets.getLast().at(), records, deadLetters);
    return new PartitionSummary(partition, lastDeadLetter, all);
  }

  /** Returns the outcomes, earliest first. */
  List<Bucket> buckets() {
    return List.copyOf(buckets);
  }

  /**
   * Outcomes of records that followed each other.
   *
   * @param at when the last of them was known, in milliseconds of the instance's clock
   * @param records how many there are
   * @param deadLetters how many of them are dead letters
   */
  record Bucket(long at, int records, int deadLetters) {}
}
