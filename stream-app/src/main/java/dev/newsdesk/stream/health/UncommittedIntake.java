package dev.newsdesk.stream.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.TaskMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Knows the age of the oldest record that this instance has taken in and not committed. It compares
 * what each task says of the offsets that it took and committed, so that no record pays for it.
 * Thread-safe.
 */
public final class UncommittedIntake {

  private final Clock clock;
  private final Duration limit;
  private final Map<TopicPartition, Deque<Taken>> pending = new HashMap<>();

  /**
   * Has taken nothing yet.
   *
   * @param limit age from which commits count as stopped
   */
  public UncommittedIntake(Clock clock, Duration limit) {
    this.clock = clock;
    this.limit = limit;
  }

  /** Takes note of how far the active tasks are. */
  synchronized void look(Collection<TaskMetadata> tasks) {
    Map<TopicPartition, Long> taken = new HashMap<>();
    Map<TopicPartition, Long> committed = new HashMap<>();
    for (TaskMetadata task : tasks) {
      task.endOffsets().forEach((partition, offset) -> taken.merge(partition, offset, Math::max));
      committed.putAll(task.committedOffsets());
    }
    pending.keySet().retainAll(taken.keySet());
    taken.forEach((partition, offset) -> note(partition, offset, committed.get(partition)));
  }

  /** Both are below zero until a task has taken or committed something. */
  private void note(TopicPartition partition, long taken, @Nullable Long committed) {
    Deque<Taken> entries = pending.computeIfAbsent(partition, unused -> new ArrayDeque<>());
    if (taken < 0) {
      // A task that has started afresh takes again what was not committed.
      entries.clear();
      return;
    }
    if (entries.isEmpty() || entries.getLast().offset() < taken) {
      entries.add(new Taken(taken, clock.instant()));
    }
    // A committed offset is the next one to take.
    while (committed != null && !entries.isEmpty() && entries.getFirst().offset() < committed) {
      entries.removeFirst();
    }
  }

  /** Returns the age of the oldest, zero when all is committed. */
  public Duration oldest() {
    return oldestEntry().map(Pending::age).orElse(Duration.ZERO);
  }

  private synchronized Optional<Pending> oldestEntry() {
    Instant now = clock.instant();
    return pending.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(
            entry ->
                new Pending(
                    entry.getKey(), Duration.between(entry.getValue().getFirst().at(), now)))
        .max((one, other) -> one.age().compareTo(other.age()));
  }

  /** Returns which partition's records are not committed, if some have been so for too long. */
  public Optional<String> cause() {
    return oldestEntry()
        .filter(entry -> entry.age().compareTo(limit) >= 0)
        .map(
            entry ->
                "Records of "
                    + entry.partition()
                    + " were taken in "
                    + entry.age().toSeconds()
                    + " s ago and are not committed although brokers answer: look at the log, and"
                    + " for partitions that lack a leader or in-sync replicas.");
  }

  private record Taken(long offset, Instant at) {}

  private record Pending(TopicPartition partition, Duration age) {}
}
