package dev.newsdesk.stream.intake;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** Which partitions wait for which schemas. Thread-safe; a partition is one thread's at a time. */
public final class PartitionHolds {

  private final WriterSchemas schemas;
  private final Map<TopicPartition, Set<Integer>> missing = new ConcurrentHashMap<>();

  /** Lets partitions go on when these settle what they wait for. */
  public PartitionHolds(WriterSchemas schemas) {
    this.schemas = schemas;
  }

  /** Lets nothing of a partition in until all these schemas are settled; asks for them. */
  public void hold(TopicPartition partition, Set<Integer> schemaIds) {
    Set<Integer> unsettled = new HashSet<>(schemaIds);
    unsettled.removeIf(schemas::isSettled);
    if (unsettled.isEmpty()) {
      return;
    }
    missing.merge(
        partition,
        Set.copyOf(unsettled),
        (before, more) -> {
          Set<Integer> all = new HashSet<>(before);
          all.addAll(more);
          return Set.copyOf(all);
        });
  }

  /** Tells whether a partition waits; asks for what it waits for. */
  public boolean isHeld(TopicPartition partition) {
    if (missing.isEmpty()) {
      return false;
    }
    return missing.computeIfPresent(
            partition, (unused, ids) -> ids.stream().allMatch(schemas::isSettled) ? null : ids)
        != null;
  }

  /** Returns how many partitions wait. */
  public int count() {
    return missing.size();
  }

  /** Forgets partitions that are another instance's now. */
  void forget(Collection<TopicPartition> partitions) {
    partitions.forEach(missing::remove);
  }
}
