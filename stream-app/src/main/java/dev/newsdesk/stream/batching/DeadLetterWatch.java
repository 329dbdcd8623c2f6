package dev.newsdesk.stream.batching;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Watches what became of the last records of all partitions that this instance has. While these
 * stay the same, records count in the order in which their outcomes became known; when a partition
 * joins or leaves, the order is restored from the partitions' windows. Thread-safe.
 */
final class DeadLetterWatch {

  private final DeadLetterLimit limit;
  private final List<DeadLetterTally> tallies = new ArrayList<>();
  private final BitSet dead;
  private int deadCount;
  private int next;
  private boolean full;
  private String last = "";

  DeadLetterWatch(DeadLetterLimit limit) {
    this.limit = limit;
    this.dead = new BitSet(limit.window());
  }

  /** Returns how many of the last records count. */
  int window() {
    return limit.window();
  }

  /** Counts a partition's records from now on, and those that its window has. */
  synchronized void join(DeadLetterTally tally) {
    tallies.add(tally);
    recount();
  }

  /** Forgets a partition's records. */
  synchronized void leave(DeadLetterTally tally) {
    if (tallies.remove(tally)) {
      recount();
    }
  }

  /** Adds an article that was classified to a partition's window and this one. */
  synchronized void classified(OutcomeWindow window, long at) {
    window.addClassified(at);
    note(false);
  }

  /**
   * Adds a dead letter to a partition's window and this one.
   *
   * @param which names the record and why it was rejected
   */
  synchronized void rejected(OutcomeWindow window, long offset, long at, String which) {
    window.addDeadLetter(offset, at);
    note(true);
    last = which;
  }

  private void recount() {
    dead.clear();
    deadCount = 0;
    next = 0;
    full = false;
    last = "";
    List<OutcomeWindow.Bucket> buckets = new ArrayList<>();
    for (DeadLetterTally tally : tallies) {
      buckets.addAll(tally.window().buckets());
      if (tally.window().deadLetters() > 0) {
        last = tally.lastDeadLetter();
      }
    }
    buckets.sort(Comparator.comparing(OutcomeWindow.Bucket::at));
    for (OutcomeWindow.Bucket bucket : buckets) {
      for (int i = 0; i < bucket.records(); i++) {
        note(i >= bucket.records() - bucket.deadLetters());
      }
    }
  }

  private void note(boolean deadLetter) {
    deadCount += (deadLetter ? 1 : 0) - (dead.get(next) ? 1 : 0);
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
    if (full && deadCount > limit.share() * limit.window()) {
      List<SkipCommand> skips =
          tallies.stream()
              .filter(tally -> tally.window().deadLetters() > 0)
              .map(DeadLetterTally::skip)
              .sorted(Comparator.comparing(SkipCommand::partition))
              .toList();
      throw new TooManyDeadLettersException(deadCount, limit, last, skips);
    }
  }
}
