package dev.newsdesk.stream.intake;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Decides for one consumer which partitions it fetches and what of a poll enters. Knows no
 * consumer: its caller pauses, resumes and seeks as told. For the consumer's thread; the counts for
 * any.
 */
final class IntakeGate {

  private final WriterSchemas schemas;
  private final PartitionHolds holds;
  private final Set<String> topics;
  private final long maxBytes;
  private final HeldBytes bytes = new HeldBytes();
  private final PauseSets pauses = new PauseSets();
  private volatile int pausedForBytes;

  /**
   * Makes a gate.
   *
   * @param topics whose values name a schema
   * @param maxBytes of records that were let in and are not committed
   */
  IntakeGate(WriterSchemas schemas, PartitionHolds holds, Set<String> topics, long maxBytes) {
    this.schemas = schemas;
    this.holds = holds;
    this.topics = topics;
    this.maxBytes = maxBytes;
  }

  /** Begins a poll; returns what to pause and to resume before it. */
  PauseSets.Change beforePoll(Set<TopicPartition> assigned) {
    boolean full = allowance() <= 0;
    Set<TopicPartition> paused = new HashSet<>();
    for (TopicPartition partition : assigned) {
      if (full || holds.isHeld(partition)) {
        paused.add(partition);
      }
    }
    pausedForBytes = full ? paused.size() : 0;
    return pauses.hold(paused);
  }

  /**
   * Returns how many bytes the next poll may return; it returns one record even if that is more.
   */
  long allowance() {
    return maxBytes - bytes.total();
  }

  /**
   * Takes what a poll returned; the partitions that are cut are held, and are to be sought back.
   */
  Admission afterPoll(ConsumerRecords<byte @Nullable [], byte @Nullable []> polled) {
    Admission admission = Admission.of(polled, topics, schemas::isSettled);
    admission.cuts().forEach((partition, cut) -> holds.hold(partition, Set.of(cut.schemaId())));
    for (TopicPartition partition : admission.records().partitions()) {
      bytes.returned(partition, admission.records().records(partition));
    }
    return admission;
  }

  /** Kafka Streams pauses partitions. */
  void pause(Collection<TopicPartition> partitions) {
    pauses.pause(partitions);
  }

  /** Kafka Streams resumes partitions; returns those that may be. */
  Set<TopicPartition> resume(Collection<TopicPartition> partitions) {
    return pauses.resume(partitions);
  }

  /** Offsets have been committed: what lies before them has left. */
  void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets.forEach((partition, offset) -> bytes.committed(partition, offset.offset()));
  }

  /** Partitions are read again from elsewhere: what was returned of them is gone. */
  void sought(Collection<TopicPartition> partitions) {
    bytes.forget(partitions);
  }

  /** Partitions are another consumer's now. */
  void revoked(Collection<TopicPartition> partitions) {
    bytes.forget(partitions);
    pauses.forget(partitions);
    holds.forget(partitions);
  }

  /** Tells whether a partition is kept from Kafka Streams, whatever it still has. */
  boolean keeps(TopicPartition partition) {
    return pauses.isHeldByGate(partition);
  }

  /** Returns the bytes let in and not committed. */
  long bytes() {
    return bytes.total();
  }

  /** Returns how many partitions wait until there are fewer bytes. */
  int pausedForBytes() {
    return pausedForBytes;
  }
}
