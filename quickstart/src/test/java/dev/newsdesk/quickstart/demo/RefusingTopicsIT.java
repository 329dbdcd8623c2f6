package dev.newsdesk.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.newsdesk.Article;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.quickstart.registry.EmbeddedRegistry;
import dev.newsdesk.quickstart.testing.BrokerExtension;
import dev.newsdesk.quickstart.testing.TestedApp;
import dev.newsdesk.schemas.AvroSerdes;
import dev.newsdesk.stream.app.StartupException;
import dev.newsdesk.stream.app.StreamApp;
import dev.newsdesk.stream.config.SettingsReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Records that a topic would refuse, on a real broker: each becomes a dead letter. */
class RefusingTopicsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long DAY = Duration.ofDays(1).toMillis();

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  @TempDir private static Path temporary = Path.of("");

  private static EmbeddedRegistry registry;

  @BeforeAll
  static void start() {
    TorchEngine.configure(1);
    registry = EmbeddedRegistry.start(temporary.resolve("registry"), 0);
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Test
  void deadLettersWhatItsTopicsWouldRefuse() throws Exception {
    Map<String, String> settings = settings("refusing");
    settings.put("article.max.bytes", "2000000");
    String large = "10000000";
    try (Admin admin = admin()) {
      create(
          admin,
          new NewTopic("refusing.articles", 1, (short) 1)
              .configs(
                  Map.of(
                      "message.timestamp.after.max.ms",
                      Long.toString(Long.MAX_VALUE),
                      "max.message.bytes",
                      large)),
          new NewTopic("refusing.category.world", 1, (short) 1)
              .configs(
                  Map.of(
                      "message.timestamp.before.max.ms",
                      Long.toString(DAY),
                      "max.message.bytes",
                      "2065536")));
    }
    try (StreamApp app = StreamApp.start(new SettingsReader(Map.of()).read(settings));
        KafkaProducer<byte[], byte[]> producer = producer()) {
      long now = System.currentTimeMillis();
      send(producer, "good-1", now, 0, value("good-1"));
      send(producer, "future", now + 3 * DAY, 0, value("future"));
      send(producer, "past", now - 3 * DAY, 0, value("past"));
      send(producer, "bomb", now, 525_000, value("bomb"));
      send(producer, "wide", now, 900_000, value("wide"));
      String id = "i".repeat(1_500_000);
      send(producer, "long", now, 0, value(id));
      send(producer, "good-2", now, 0, value("good-2"));
      producer.flush();

      List<ConsumerRecord<byte[], byte[]>> letters = read("refusing.dead-letters", 4, app);
      assertThat(letters)
          .extracting(letter -> text(letter.key()) + " " + header(letter, "newsdesk.cause"))
          .containsExactlyInAnyOrder(
              "future INVALID_TIMESTAMP",
              "past INVALID_TIMESTAMP",
              "wide OVERSIZED",
              "long OVERSIZED");
      ConsumerRecord<byte[], byte[]> future =
          letters.stream().filter(one -> text(one.key()).equals("future")).findAny().orElseThrow();
      assertThat(header(future, "newsdesk.timestamp")).isEqualTo(Long.toString(now + 3 * DAY));
      assertThat(future.timestamp()).isBetween(now, now + DAY / 24);
      assertThat(app.failure()).isEmpty();
    }
  }

  @Test
  void refusesToStartOnACompactedTopicOfDeadLetters() throws Exception {
    try (Admin admin = admin()) {
      create(
          admin,
          new NewTopic("compacted.dead-letters", 1, (short) 1)
              .configs(Map.of("cleanup.policy", "compact", "max.message.bytes", "2097152")));
    }
    var settings = new SettingsReader(Map.of()).read(settings("compacted"));
    assertThatThrownBy(() -> StreamApp.start(settings).close())
        .isInstanceOf(StartupException.class)
        .hasMessage(
            "Topic compacted.dead-letters is compacted, which would drop dead letters of the same"
                + " key and refuse those without one: set its cleanup.policy to delete.");
  }

  private static void create(Admin admin, NewTopic... topics) throws Exception {
    admin.createTopics(List.of(topics)).all().get();
  }

  private static byte[] value(String id) {
    try (var articles =
        AvroSerdes.serializer(Article.class, Map.of("schema.registry.url", registry.url()))) {
      return articles.serialize(
          "refusing.articles",
          Article.newBuilder().setId(id).setTitle("Ministers meet for talks").build());
    }
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, String key, long time, int headers, byte[] value) {
    RecordHeaders empty = new RecordHeaders();
    for (int i = 0; i < headers; i++) {
      empty.add("", new byte[0]);
    }
    var unused =
        producer.send(
            new ProducerRecord<>(
                "refusing.articles", 0, time, key.getBytes(StandardCharsets.UTF_8), value, empty),
            (metadata, exception) -> assertThat(exception).isNull());
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic, int count, StreamApp app) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                BROKER.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList());
      await()
          .atMost(PATIENCE)
          .failFast(() -> app.failure().isPresent())
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= count;
              });
    }
    return records;
  }

  private static String text(byte[] key) {
    return new String(key, StandardCharsets.UTF_8);
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : text(header.value());
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            BROKER.bootstrapServers(),
            "compression.type",
            "gzip",
            "batch.size",
            1,
            "max.request.size",
            10_000_000),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()));
  }

  private static Map<String, String> settings(String name) {
    Map<String, String> settings =
        new TestedApp(name, BROKER.bootstrapServers(), registry.url()).settings();
    settings.put("topic.partitions", "1");
    settings.put("threads", "1");
    settings.put("kafka.state.dir", temporary.resolve("state-" + UUID.randomUUID()).toString());
    return settings;
  }
}
