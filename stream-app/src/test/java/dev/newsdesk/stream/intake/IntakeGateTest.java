package dev.newsdesk.stream.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class IntakeGateTest {

  private static final TopicPartition FIRST = new TopicPartition("articles", 0);
  private static final TopicPartition SECOND = new TopicPartition("articles", 1);
  private static final long RECORD_BYTES = 128 + 105;
  private static final Random ALL =
      new Random(1) {
        private static final long serialVersionUID = 1L;

        @Override
        public int nextInt(int bound) {
          return bound - 1;
        }
      };

  private final Set<Integer> settled = new HashSet<>();
  private final Set<Integer> asked = new HashSet<>();
  private final PartitionHolds holds = new PartitionHolds(schemas());

  private WriterSchemas schemas() {
    return new WriterSchemas() {
      @Override
      public boolean isSettled(int id) {
        asked.add(id);
        return settled.contains(id);
      }

      @Override
      public Optional<String> refusal(int id) {
        return Optional.empty();
      }
    };
  }

  private SimulatedConsumer consumer(IntakeGate gate) {
    return new SimulatedConsumer(gate);
  }

  private IntakeGate gate(long maxBytes) {
    return new IntakeGate(schemas(), holds, Set.of("articles"), maxBytes);
  }

  @Test
  void aSchemaThatIsNotSettledHoldsItsPartitionAndNoOther() {
    SimulatedConsumer consumer = consumer(gate(1_000_000));
    settled.add(1);
    List.of(1, 1, 2, 1, 3).forEach(id -> consumer.append(FIRST, id));
    List.of(1, 1, 1).forEach(id -> consumer.append(SECOND, id));

    ConsumerRecords<byte[], byte[]> entered = consumer.poll(100, ALL);
    assertThat(offsets(entered, FIRST)).containsExactly(0L, 3L);
    assertThat(offsets(entered, SECOND)).containsExactly(0L, 3L, 6L);
    assertThat(entered.nextOffsets().get(FIRST))
        .isEqualTo(new OffsetAndMetadata(6, Optional.of(7), ""));
    assertThat(Objects.requireNonNull(entered.nextOffsets().get(SECOND)).offset()).isEqualTo(9);
    assertThat(asked).as("all schemas of the poll are asked for at once").contains(1, 2, 3);

    assertThat(consumer.poll(100, ALL).isEmpty()).isTrue();
    assertThat(consumer.isPaused(FIRST)).isTrue();
    assertThat(consumer.isPaused(SECOND)).isFalse();
    assertThat(holds.count()).isEqualTo(1);

    settled.add(2);
    assertThat(offsets(consumer.poll(100, ALL), FIRST)).containsExactly(6L, 9L);
    settled.add(3);
    assertThat(offsets(consumer.poll(100, ALL), FIRST)).containsExactly(12L);
    assertThat(holds.count()).isZero();
  }

  @Test
  void recordsOfATopicWithoutSchemasEnterWhateverTheirValuesBeginWith() {
    TopicPartition internal = new TopicPartition("app-counts-repartition", 0);
    IntakeGate gate = gate(3 * RECORD_BYTES);
    SimulatedConsumer consumer = consumer(gate);
    List.of(2, 3, 4).forEach(id -> consumer.append(internal, id));
    assertThat(offsets(consumer.poll(100, ALL), internal)).containsExactly(0L, 3L, 6L);
    assertThat(asked).isEmpty();
    assertThat(holds.count()).isZero();
    assertThat(gate.bytes()).as("they take memory all the same").isEqualTo(3 * RECORD_BYTES);
  }

  @Test
  void nothingOfAPartitionEntersWhoseFirstRecordWaits() {
    SimulatedConsumer consumer = consumer(gate(1_000_000));
    consumer.append(FIRST, 2);
    ConsumerRecords<byte[], byte[]> entered = consumer.poll(100, ALL);
    assertThat(entered.isEmpty()).isTrue();
    assertThat(entered.nextOffsets()).as("there is nothing to commit").isEmpty();
  }

  @Test
  void whatKafkaStreamsResumesStaysPausedWhileItIsHeld() {
    SimulatedConsumer consumer = consumer(gate(1_000_000));
    consumer.append(FIRST, 2);
    consumer.poll(100, ALL);
    consumer.poll(100, ALL);
    consumer.pauseByStreams(Set.of(FIRST));
    consumer.resumeByStreams(Set.of(FIRST));
    assertThat(consumer.isPaused(FIRST)).isTrue();
    consumer.pauseByStreams(Set.of(FIRST));
    settled.add(2);
    assertThat(consumer.poll(100, ALL).isEmpty()).as("Kafka Streams has it paused").isTrue();
    consumer.resumeByStreams(Set.of(FIRST));
    assertThat(offsets(consumer.poll(100, ALL), FIRST)).containsExactly(0L);
  }

  @Test
  void nothingEntersWhileThereIsTooMuchThatIsNotCommitted() {
    IntakeGate gate = gate(3 * RECORD_BYTES);
    SimulatedConsumer consumer = consumer(gate);
    settled.add(1);
    IntStream.range(0, 5).forEach(i -> consumer.append(FIRST, 1));
    consumer.append(SECOND, 1);
    assertThat(consumer.poll(100, ALL).count()).isEqualTo(3);
    assertThat(gate.bytes()).isEqualTo(3 * RECORD_BYTES);
    assertThat(consumer.poll(100, ALL).isEmpty()).isTrue();
    assertThat(gate.pausedForBytes()).isEqualTo(2);
    assertThat(gate.keeps(FIRST)).isTrue();
    gate.committed(Map.of(FIRST, new OffsetAndMetadata(9), SECOND, new OffsetAndMetadata(3)));
    assertThat(consumer.poll(100, ALL).isEmpty()).isFalse();
    assertThat(gate.pausedForBytes()).isZero();
  }

  @Test
  void aRecordOfMoreThanEverythingEntersAlone() {
    IntakeGate gate = gate(1);
    SimulatedConsumer consumer = consumer(gate);
    settled.add(1);
    consumer.append(FIRST, 1);
    consumer.append(FIRST, 1);
    assertThat(consumer.poll(100, ALL).count()).isEqualTo(1);
    assertThat(consumer.poll(100, ALL).count()).isZero();
    gate.committed(Map.of(FIRST, new OffsetAndMetadata(3)));
    assertThat(consumer.poll(100, ALL).count()).isEqualTo(1);
  }

  @Test
  void whatIsRevokedOrSoughtBackCountsNoMore() {
    IntakeGate gate = gate(10 * RECORD_BYTES);
    SimulatedConsumer consumer = consumer(gate);
    settled.add(1);
    List.of(1, 1, 2).forEach(id -> consumer.append(FIRST, id));
    List.of(1, 1).forEach(id -> consumer.append(SECOND, id));
    consumer.poll(100, ALL);
    gate.sought(List.of(SECOND));
    assertThat(gate.bytes()).isEqualTo(2 * RECORD_BYTES);
    gate.revoked(List.of(FIRST));
    assertThat(gate.bytes()).isZero();
    assertThat(holds.count()).isZero();
    assertThat(gate.keeps(FIRST)).isFalse();
  }

  @Property(tries = 300)
  void everyRecordEntersOnceAndInOrderWheneverItsSchemaIsResolved(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 5) int partitions,
      @ForAll @IntRange(min = 1, max = 8) int schemas,
      @ForAll @IntRange(min = 1, max = 40) int budget) {
    Random random = new Random(seed);
    settled.clear();
    IntakeGate gate = gate(budget * RECORD_BYTES);
    SimulatedConsumer consumer = consumer(gate);
    List<TopicPartition> all =
        IntStream.range(0, partitions).mapToObj(i -> new TopicPartition("articles", i)).toList();
    all.forEach(
        one ->
            IntStream.range(0, 1 + random.nextInt(60))
                .forEach(i -> consumer.append(one, random.nextInt(schemas + 1))));
    Map<TopicPartition, List<Long>> entered = new HashMap<>();
    all.forEach(one -> entered.put(one, new ArrayList<>()));
    for (int round = 0; round < 2_000; round++) {
      // Schemas are resolved one after the other, in the second half of the rounds all of them.
      if (random.nextInt(100) == 0 || round > 1_000) {
        settled.add(1 + random.nextInt(schemas));
      }
      Set<TopicPartition> some = new HashSet<>(all.subList(0, random.nextInt(partitions + 1)));
      if (random.nextBoolean() && round < 1_500) {
        consumer.pauseByStreams(some);
      } else {
        consumer.resumeByStreams(some.isEmpty() ? Set.copyOf(all) : some);
      }
      ConsumerRecords<byte[], byte[]> records = consumer.poll(1 + random.nextInt(20), random);
      for (TopicPartition one : records.partitions()) {
        for (ConsumerRecord<byte[], byte[]> record : records.records(one)) {
          int id = SchemaIds.of(record.value());
          assertThat(id == SchemaIds.NONE || settled.contains(id)).isTrue();
          Objects.requireNonNull(entered.get(one)).add(record.offset());
        }
        assertThat(Objects.requireNonNull(records.nextOffsets().get(one)).offset())
            .as("a commit of it skips nothing")
            .isEqualTo(Objects.requireNonNull(entered.get(one)).size() * 3L);
      }
      assertThat(gate.bytes()).isLessThanOrEqualTo(budget * RECORD_BYTES);
      if (random.nextInt(3) == 0) {
        all.forEach(
            one ->
                gate.committed(
                    Map.of(
                        one,
                        new OffsetAndMetadata(
                            Objects.requireNonNull(entered.get(one)).size() * 3L))));
      }
    }
    for (TopicPartition one : all) {
      assertThat(entered.get(one))
          .isEqualTo(consumer.log(one).stream().map(ConsumerRecord::offset).toList());
    }
  }

  private static List<Long> offsets(
      ConsumerRecords<byte[], byte[]> records, TopicPartition partition) {
    return records.records(partition).stream().map(ConsumerRecord::offset).toList();
  }
}
