package dev.newsdesk.stream.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What of a poll's records may enter: of each partition those before the first one whose schema is
 * not settled.
 *
 * @param records that enter, with their next offsets
 * @param cuts where the other partitions go on
 */
record Admission(
    ConsumerRecords<byte @Nullable [], byte @Nullable []> records, Map<TopicPartition, Cut> cuts) {

  /**
   * Decides.
   *
   * @param topics whose values name a schema; the others' records all enter
   * @param isSettled asked once for each run of records with the same schema
   */
  static Admission of(
      ConsumerRecords<byte @Nullable [], byte @Nullable []> polled,
      Set<String> topics,
      IntPredicate isSettled) {
    Map<TopicPartition, Cut> cuts = new HashMap<>();
    for (TopicPartition partition : polled.partitions()) {
      if (!topics.contains(partition.topic())) {
        continue;
      }
      List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> of = polled.records(partition);
      int first = firstUnsettled(of, isSettled);
      if (first < of.size()) {
        cuts.put(partition, cut(of, first, isSettled));
      }
    }
    return cuts.isEmpty() ? new Admission(polled, cuts) : new Admission(before(polled, cuts), cuts);
  }

  private static int firstUnsettled(
      List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> records, IntPredicate isSettled) {
    int settled = SchemaIds.NONE;
    for (int i = 0; i < records.size(); i++) {
      int id = SchemaIds.of(records.get(i).value());
      if (id != SchemaIds.NONE && id != settled) {
        if (!isSettled.test(id)) {
          return i;
        }
        settled = id;
      }
    }
    return records.size();
  }

  /** Asks for the schemas behind the cut, too, so that they are waited for at the same time. */
  private static Cut cut(
      List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> records,
      int first,
      IntPredicate isSettled) {
    Set<Integer> behind = new LinkedHashSet<>();
    for (ConsumerRecord<byte @Nullable [], byte @Nullable []> one :
        records.subList(first, records.size())) {
      behind.add(SchemaIds.of(one.value()));
    }
    behind.remove(SchemaIds.NONE);
    for (int id : behind) {
      var unused = isSettled.test(id);
    }
    Optional<Integer> epoch = first == 0 ? Optional.empty() : records.get(first - 1).leaderEpoch();
    return new Cut(
        first, records.get(first).offset(), epoch, SchemaIds.of(records.get(first).value()));
  }

  private static ConsumerRecords<byte @Nullable [], byte @Nullable []> before(
      ConsumerRecords<byte @Nullable [], byte @Nullable []> polled, Map<TopicPartition, Cut> cuts) {
    Map<TopicPartition, List<ConsumerRecord<byte @Nullable [], byte @Nullable []>>> records =
        new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> nextOffsets = new HashMap<>(polled.nextOffsets());
    for (TopicPartition partition : polled.partitions()) {
      List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> of = polled.records(partition);
      Cut cut = cuts.get(partition);
      if (cut == null) {
        records.put(partition, of);
      } else if (cut.admitted == 0) {
        nextOffsets.remove(partition);
      } else {
        records.put(partition, new ArrayList<>(of.subList(0, cut.admitted)));
        nextOffsets.put(partition, cut.position());
      }
    }
    return new ConsumerRecords<>(records, nextOffsets);
  }

  /**
   * Where a partition goes on.
   *
   * @param admitted records before it
   * @param offset of the record that waits
   * @param leaderEpoch of the record before it, if that enters
   * @param schemaId what it waits for
   */
  record Cut(int admitted, long offset, Optional<Integer> leaderEpoch, int schemaId) {

    OffsetAndMetadata position() {
      return new OffsetAndMetadata(offset, leaderEpoch, "");
    }
  }
}
