package dev.newsdesk.quickstart.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsdesk.quickstart.testing.BrokerExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the guarantees stand on: a broker that stops under commits has, once it is back, ended them
 * in every partition (KAFKA-20734, in Kafka 4.3.0 to 4.4.0; see ADR 10).
 *
 * <p>A producer comes to a partition again only after all its others, long after the stop, for its
 * next transaction there would end the one before, too. The partitions are many because the broker
 * gives them up one after the other, which is when it happens.
 */
class TransactionEndIT {

  private static final String TOPIC = "ends";
  private static final int PRODUCERS = 12;
  private static final int PARTITIONS_EACH = 100;
  private static final int COMMITS_BEFORE = 600;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  @Test
  void aRestartLeavesNoTransactionOpen() throws Exception {
    AtomicInteger commits = new AtomicInteger();
    AtomicBoolean stopped = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(PRODUCERS);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()))) {
      NewTopic topic = new NewTopic(TOPIC, PRODUCERS * PARTITIONS_EACH, (short) 1);
      admin.createTopics(List.of(topic)).all().get();
      List<Future<?>> producers = new ArrayList<>();
      for (int i = 0; i < PRODUCERS; i++) {
        int number = i;
        producers.add(threads.submit(() -> commit(number, commits, stopped)));
      }
      await().atMost(PATIENCE).until(() -> commits.get() >= COMMITS_BEFORE);

      BROKER.whileAway(() -> stopped.set(true));

      for (Future<?> producer : producers) {
        producer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
      await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(open(admin)).isEmpty());
    } finally {
      threads.shutdownNow();
    }
  }

  /** Commits a record to one of its partitions after the other, until it is told to stop. */
  private static void commit(int producer, AtomicInteger commits, AtomicBoolean stopped) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            BROKER.bootstrapServers(),
            "transactional.id",
            TOPIC + producer,
            "max.block.ms",
            PATIENCE.toMillis());
    try (var sender =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      sender.initTransactions();
      for (int i = 0; !stopped.get(); i++) {
        sender.beginTransaction();
        int partition = producer * PARTITIONS_EACH + i % PARTITIONS_EACH;
        var unused = sender.send(new ProducerRecord<>(TOPIC, partition, null, new byte[10]));
        sender.commitTransaction();
        commits.incrementAndGet();
      }
    }
  }

  /** Returns the partitions in which readers of committed records do not come to the end. */
  private static List<TopicPartition> open(Admin admin) throws Exception {
    Map<TopicPartition, Long> open = ends(admin, IsolationLevel.READ_UNCOMMITTED);
    open.entrySet().removeAll(ends(admin, IsolationLevel.READ_COMMITTED).entrySet());
    return List.copyOf(open.keySet());
  }

  private static Map<TopicPartition, Long> ends(Admin admin, IsolationLevel isolation)
      throws Exception {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (int partition = 0; partition < PRODUCERS * PARTITIONS_EACH; partition++) {
      asked.put(new TopicPartition(TOPIC, partition), OffsetSpec.latest());
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(asked, new ListOffsetsOptions(isolation))
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }
}
