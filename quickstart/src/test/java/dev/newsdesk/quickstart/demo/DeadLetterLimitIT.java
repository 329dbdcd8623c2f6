package dev.newsdesk.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.quickstart.registry.EmbeddedRegistry;
import dev.newsdesk.quickstart.testing.BrokerExtension;
import dev.newsdesk.quickstart.testing.TestedApp;
import dev.newsdesk.stream.app.StreamApp;
import dev.newsdesk.stream.client.ArrivalReader;
import dev.newsdesk.stream.config.SettingsReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A topic of something else is not drained into the dead letters, however often the app starts. */
class DeadLetterLimitIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int WINDOW = 200;
  private static final int PARTITIONS = 2;
  private static final int WRONG_RECORDS = 3_000;
  private static final Pattern SKIP =
      Pattern.compile("--group wrong --topic wrong\\.articles:(\\d) .* --to-offset (\\d+) ");

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
  void restartsDrainNoMoreUntilSomebodySkipsTheRecords() throws Exception {
    TestedApp tested = new TestedApp("wrong", BROKER.bootstrapServers(), registry.url());
    try (Feed feed = new Feed(tested.client())) {
      try (StreamApp app = start(tested)) {
        for (int i = 0; i < WRONG_RECORDS; i++) {
          feed.send("wrong-" + i, "not an article".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(stopped(app)).contains("could not be classified", "dead.letters.limit is 0.5");
      }
      // None, where the app stops before its first commit.
      assertThat(deadLetters()).isLessThanOrEqualTo(WINDOW);

      String message = "";
      for (int restart = 0; restart < 3; restart++) {
        try (StreamApp app = start(tested)) {
          message = stopped(app);
        }
        // The threads commit one by one: what one knows of the others may be a transaction old.
        assertThat(deadLetters()).isLessThan(2 * WINDOW);
      }

      try (ArrivalReader reader = feed.reader()) {
        // A window may hold records of one partition alone; the next message names the other.
        for (int i = 0; i < PARTITIONS && feed.tally().categories().isEmpty(); i++) {
          skip(message);
          try (StreamApp app = start(tested)) {
            String id = "good-" + i;
            feed.send(id, feed.serialize(id, "Oil prices rise", "Crude futures rose."));
            await()
                .atMost(PATIENCE)
                .until(
                    () ->
                        feed.takeIn(reader)
                            || !feed.tally().categories().isEmpty()
                            || app.failure().isPresent());
            message = app.failure().map(StreamApp::explain).orElse("");
          }
        }
        assertThat(message).isEmpty();
        assertThat(feed.tally().categories()).isNotEmpty();
      }
    }
  }

  private static StreamApp start(TestedApp tested) {
    Map<String, String> settings = new HashMap<>(tested.settings());
    settings.put("kafka.state.dir", temporary.resolve("state").toString());
    settings.put("dead.letters.window", Integer.toString(WINDOW));
    settings.put("topic.partitions", Integer.toString(PARTITIONS));
    settings.put("accuracy.enabled", "false");
    return StreamApp.start(new SettingsReader(Map.of()).read(settings));
  }

  private static String stopped(StreamApp app) {
    await().atMost(PATIENCE).until(() -> app.failure().isPresent());
    Optional<Throwable> cause = app.failure();
    return StreamApp.explain(cause.orElseThrow());
  }

  /** Does what the commands of the message do, but to the end of each partition. */
  private static void skip(String message) throws Exception {
    Matcher commands = SKIP.matcher(message.replace(" && ", "\n"));
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    while (commands.find()) {
      assertThat(Long.parseLong(commands.group(2))).isPositive();
      TopicPartition partition =
          new TopicPartition("wrong.articles", Integer.parseInt(commands.group(1)));
      offsets.put(partition, new OffsetAndMetadata(end(partition, false)));
    }
    assertThat(offsets).isNotEmpty();
    try (Admin admin = Admin.create(brokers())) {
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .untilAsserted(() -> admin.alterConsumerGroupOffsets("wrong", offsets).all().get());
    }
  }

  /** Counts what is committed: transaction markers and aborted records have offsets, too. */
  private static long deadLetters() {
    TopicPartition partition = new TopicPartition("wrong.dead-letters", 0);
    long count = 0;
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(true)) {
      List<TopicPartition> all =
          consumer.partitionsFor(partition.topic()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream()
          .anyMatch(one -> consumer.position(one) < Objects.requireNonNull(ends.get(one)))) {
        count += consumer.poll(Duration.ofSeconds(1)).count();
      }
    }
    return count;
  }

  private static long end(TopicPartition partition, boolean committed) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(committed)) {
      return Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(boolean committed) {
    Map<String, Object> settings = new HashMap<>(brokers());
    settings.put(
        ConsumerConfig.ISOLATION_LEVEL_CONFIG, committed ? "read_committed" : "read_uncommitted");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static Map<String, Object> brokers() {
    return Map.of("bootstrap.servers", BROKER.bootstrapServers());
  }
}
