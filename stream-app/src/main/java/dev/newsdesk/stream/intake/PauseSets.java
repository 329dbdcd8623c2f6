package dev.newsdesk.stream.intake;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Which partitions Kafka Streams has paused and which the gate has. A partition is paused while one
 * of them has it paused. Not thread-safe.
 */
final class PauseSets {

  private final Set<TopicPartition> byStreams = new HashSet<>();
  private final Set<TopicPartition> byGate = new HashSet<>();

  /** Kafka Streams pauses partitions. */
  void pause(Collection<TopicPartition> partitions) {
    byStreams.addAll(partitions);
  }

  /** Kafka Streams resumes partitions; returns those that no one has paused then. */
  Set<TopicPartition> resume(Collection<TopicPartition> partitions) {
    partitions.forEach(byStreams::remove);
    Set<TopicPartition> free = new HashSet<>(partitions);
    free.removeAll(byGate);
    return free;
  }

  /** The gate wants exactly these paused; returns what that changes for the consumer. */
  Change hold(Set<TopicPartition> partitions) {
    if (byGate.equals(partitions)) {
      return Change.NONE;
    }
    Set<TopicPartition> resumed = new HashSet<>(byGate);
    resumed.removeAll(partitions);
    resumed.removeAll(byStreams);
    byGate.clear();
    byGate.addAll(partitions);
    return new Change(Set.copyOf(partitions), Set.copyOf(resumed));
  }

  /** Tells whether the gate has a partition paused. */
  boolean isHeldByGate(TopicPartition partition) {
    return byGate.contains(partition);
  }

  /** Forgets partitions that the consumer has no more: it forgets their pauses, too. */
  void forget(Collection<TopicPartition> partitions) {
    partitions.forEach(byStreams::remove);
    partitions.forEach(byGate::remove);
  }

  /**
   * What is to be done.
   *
   * @param paused partitions to be paused; some may be already
   * @param resumed partitions to be resumed
   */
  record Change(Set<TopicPartition> paused, Set<TopicPartition> resumed) {

    static final Change NONE = new Change(Set.of(), Set.of());
  }
}
