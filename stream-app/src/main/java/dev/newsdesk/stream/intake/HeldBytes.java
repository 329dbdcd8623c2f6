package dev.newsdesk.stream.intake;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of the records that a consumer has returned and whose offsets are not committed yet. For
 * one thread; {@link #total} for any.
 */
final class HeldBytes {

  /** Records are counted in groups of this much, so that small ones cost next to nothing. */
  private static final long GROUP_BYTES = 64L * 1024;

  private final Map<TopicPartition, Deque<Group>> groups = new HashMap<>();
  private volatile long total;

  /** Returns how many there are. */
  long total() {
    return total;
  }

  /** Takes note of records of a partition that were returned, in order. */
  void returned(
      TopicPartition partition,
      List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> records) {
    Deque<Group> of = groups.computeIfAbsent(partition, unused -> new ArrayDeque<>());
    long bytes = 0;
    long all = 0;
    int last = records.size() - 1;
    for (int i = 0; i <= last; i++) {
      bytes += RecordBytes.of(records.get(i));
      if (bytes >= GROUP_BYTES || i == last) {
        of.add(new Group(records.get(i).offset(), bytes));
        all += bytes;
        bytes = 0;
      }
    }
    add(all);
  }

  /** Takes note of a commit. */
  void committed(TopicPartition partition, long nextOffset) {
    Deque<Group> of = groups.get(partition);
    if (of == null) {
      return;
    }
    long all = 0;
    while (!of.isEmpty() && of.element().lastOffset < nextOffset) {
      all += of.remove().bytes;
    }
    add(-all);
  }

  /** Forgets what is not returned any more, or will be returned again. */
  void forget(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      Deque<Group> of = groups.remove(partition);
      if (of != null) {
        add(-of.stream().mapToLong(Group::bytes).sum());
      }
    }
  }

  private void add(long bytes) {
    // One thread writes it.
    long before = total;
    total = before + bytes;
  }

  private record Group(long lastOffset, long bytes) {}
}
