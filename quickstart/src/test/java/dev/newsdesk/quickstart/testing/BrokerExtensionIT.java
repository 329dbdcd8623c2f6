package dev.newsdesk.quickstart.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the guarantees of the stream app need from a broker, whichever it is. */
class BrokerExtensionIT {

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  @Test
  void readCommittedSeesCommittedTransactionsOnly() throws Exception {
    createTopic("transactions", 2);
    try (KafkaProducer<String, String> producer = producer("writer")) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("transactions", "a", "committed")).get();
      producer.commitTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("transactions", "a", "aborted")).get();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("transactions", "b", "committed too")).get();
      producer.commitTransaction();
    }

    assertThat(read("transactions", 2)).containsExactlyInAnyOrder("committed", "committed too");
  }

  @Test
  void keepsRecordsAndAddressOverRestart() throws Exception {
    createTopic("restart", 1);
    String address = BROKER.bootstrapServers();
    try (KafkaProducer<String, String> producer = producer("survivor")) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("restart", "before")).get();
      producer.commitTransaction();

      BROKER.restart();

      assertThat(BROKER.bootstrapServers()).isEqualTo(address);
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("restart", "after")).get();
      producer.commitTransaction();
    }
    assertThat(read("restart", 2)).containsExactly("before", "after");
  }

  @Test
  void createsNoTopicByItself() {
    try (Admin admin = admin()) {
      assertThatThrownBy(() -> admin.describeTopics(Set.of("misspelt")).allTopicNames().get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }
    try (KafkaConsumer<String, String> consumer = consumer("misspelt")) {
      assertThat(consumer.partitionsFor("misspelt", Duration.ofSeconds(5))).isNullOrEmpty();
    }
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()));
  }

  private static void createTopic(String name, int partitions) throws Exception {
    try (Admin admin = admin()) {
      admin.createTopics(Set.of(new NewTopic(name, partitions, (short) 1))).all().get();
    }
  }

  private static KafkaProducer<String, String> producer(String transactionalId) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", BROKER.bootstrapServers(), "transactional.id", transactionalId),
        new StringSerializer(),
        new StringSerializer());
  }

  private static KafkaConsumer<String, String> consumer(String group) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            BROKER.bootstrapServers(),
            "group.id",
            group,
            "auto.offset.reset",
            "earliest",
            "isolation.level",
            "read_committed"),
        new StringDeserializer(),
        new StringDeserializer());
  }

  /** Reads until as many records as expected have come and the topic's end is reached. */
  private static List<String> read(String topic, int expected) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer = consumer("reader of " + topic)) {
      consumer.subscribe(Set.of(topic));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(polled -> values.add(polled.value()));
                return values.size() >= expected && atEnd(consumer);
              });
    }
    return values;
  }

  private static boolean atEnd(KafkaConsumer<String, String> consumer) {
    return consumer.endOffsets(consumer.assignment()).entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }
}
