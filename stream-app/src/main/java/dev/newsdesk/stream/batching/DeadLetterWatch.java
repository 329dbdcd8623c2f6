package dev.newsdesk.stream.batching;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Watches what became of the last records of all partitions that this instance has. While these
 * stay the same, records count in the order in which their outcomes became known; when a partition
 * joins or leaves, the order is restored from the partitions' windows. Until the partitions of
 * before a restart have all joined, those that are missing count as the others remember them.
 *
 * <p>Once there were too many dead letters it stays so for this process: the thread that notices
 * takes its partitions along, and the other threads must not go on for that. Thread-safe.
 */
final class DeadLetterWatch {

  private final DeadLetterLimit limit;
  private final List<DeadLetterTally> tallies = new ArrayList<>();
  private final BitSet dead;
  private int deadCount;
  private int next;
  private int sinceRecount;
  private boolean full;
  private String last = "";
  private @Nullable String refusal;

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
    for (DeadLetterTally other : tallies) {
      other.absent().remove(tally.partition());
      tally.absent().remove(other.partition());
    }
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
    noteNew(false);
  }

  /**
   * Adds a dead letter to a partition's window and this one.
   *
   * @param which names the record and why it was rejected
   */
  synchronized void rejected(OutcomeWindow window, long offset, long at, String which) {
    window.addDeadLetter(offset, at);
    noteNew(true);
    last = which;
  }

  /**
   * Returns what was counted of partitions, all or besides one, as far as they have dead letters.
   */
  synchronized List<PartitionSummary> othersThan(@Nullable DeadLetterTally one) {
    Stream<PartitionSummary> here =
        tallies.stream()
            .filter(tally -> tally != one && tally.window().deadLetters() > 0)
            .map(tally -> tally.window().summary(tally.partition()));
    return Stream.concat(here, absent().stream()).toList();
  }

  /** Returns, of each partition that is not here, what was last known. */
  private Collection<PartitionSummary> absent() {
    Map<Integer, PartitionSummary> absent = new HashMap<>();
    for (DeadLetterTally tally : tallies) {
      tally
          .absent()
          .forEach(
              (partition, summary) ->
                  absent.merge(
                      partition,
                      summary,
                      BinaryOperator.maxBy(Comparator.comparing(one -> one.outcomes().at()))));
    }
    return absent.values();
  }

  private void recount() {
    dead.clear();
    deadCount = 0;
    next = 0;
    sinceRecount = 0;
    full = false;
    last = "";
    List<OutcomeWindow.Bucket> buckets = new ArrayList<>();
    for (DeadLetterTally tally : tallies) {
      buckets.addAll(tally.window().buckets());
      if (tally.window().deadLetters() > 0) {
        last = tally.lastDeadLetter();
      }
    }
    absent().forEach(summary -> buckets.add(summary.outcomes()));
    buckets.sort(Comparator.comparing(OutcomeWindow.Bucket::at));
    for (OutcomeWindow.Bucket bucket : buckets) {
      for (int i = 0; i < bucket.records(); i++) {
        note(i >= bucket.records() - bucket.deadLetters());
      }
    }
  }

  private void noteNew(boolean deadLetter) {
    note(deadLetter);
    sinceRecount++;
    if (sinceRecount == limit.window()) {
      // Newer records have taken the place of all that was counted elsewhere.
      tallies.forEach(tally -> tally.absent().clear());
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
    if (refusal == null && full && deadCount > limit.share() * limit.window()) {
      refusal = TooManyDeadLettersException.message(deadCount, limit, last, skips());
    }
    if (refusal != null) {
      throw new TooManyDeadLettersException(refusal);
    }
  }

  private List<SkipCommand> skips() {
    DeadLetterTally any = tallies.get(0);
    return othersThan(null).stream()
        .map(any::skip)
        .sorted(Comparator.comparing(SkipCommand::partition))
        .toList();
  }
}
