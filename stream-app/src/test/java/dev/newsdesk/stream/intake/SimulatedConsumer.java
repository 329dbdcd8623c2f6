package dev.newsdesk.stream.intake;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Partitions, positions and pauses of a consumer that does as a gate says, without brokers. */
final class SimulatedConsumer {

  private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> log = new HashMap<>();
  private final Map<TopicPartition, Integer> positions = new HashMap<>();
  private final Set<TopicPartition> paused = new HashSet<>();
  private final IntakeGate gate;

  SimulatedConsumer(IntakeGate gate) {
    this.gate = gate;
  }

  /** Adds a record that names a schema; offsets have gaps, as those of transactions have. */
  void append(TopicPartition partition, int schemaId) {
    List<ConsumerRecord<byte[], byte[]>> records =
        log.computeIfAbsent(partition, unused -> new ArrayList<>());
    positions.putIfAbsent(partition, 0);
    byte[] value = ByteBuffer.allocate(105).put((byte) 0).putInt(schemaId).array();
    records.add(
        new ConsumerRecord<>(
            partition.topic(),
            partition.partition(),
            3L * records.size(),
            0,
            TimestampType.CREATE_TIME,
            0,
            value.length,
            new byte[0],
            value,
            new RecordHeaders(),
            Optional.of(7)));
  }

  List<ConsumerRecord<byte[], byte[]>> log(TopicPartition partition) {
    return Objects.requireNonNull(log.get(partition));
  }

  boolean isPaused(TopicPartition partition) {
    return paused.contains(partition);
  }

  /** As {@link IntakeConsumer#poll}. */
  ConsumerRecords<byte[], byte[]> poll(int mostOfAPartition, Random random) {
    PauseSets.Change change = gate.beforePoll(log.keySet());
    paused.addAll(change.paused());
    paused.removeAll(change.resumed());
    long allowance = gate.allowance();
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    boolean isFirst = true;
    for (TopicPartition partition : log.keySet()) {
      if (paused.contains(partition)) {
        continue;
      }
      List<ConsumerRecord<byte[], byte[]>> all = log(partition);
      int from = Objects.requireNonNull(positions.get(partition));
      int to = Math.min(all.size(), from + random.nextInt(mostOfAPartition + 1));
      List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : all.subList(from, to)) {
        long bytes = RecordBytes.of(record);
        if (bytes > allowance && !isFirst) {
          break;
        }
        isFirst = false;
        allowance -= bytes;
        taken.add(record);
      }
      if (!taken.isEmpty()) {
        records.put(partition, taken);
        positions.put(partition, from + taken.size());
        next.put(partition, position(taken.get(taken.size() - 1).offset() + 3));
      }
    }
    Admission admission = gate.afterPoll(new ConsumerRecords<>(records, next));
    admission
        .cuts()
        .forEach((partition, cut) -> positions.put(partition, (int) (cut.offset() / 3)));
    return admission.records();
  }

  void pauseByStreams(Set<TopicPartition> partitions) {
    gate.pause(partitions);
    paused.addAll(partitions);
  }

  void resumeByStreams(Set<TopicPartition> partitions) {
    paused.removeAll(gate.resume(partitions));
  }

  private static OffsetAndMetadata position(long offset) {
    return new OffsetAndMetadata(offset, Optional.of(7), "");
  }
}
