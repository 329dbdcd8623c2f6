package dev.newsdesk.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsdesk.Article;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.quickstart.registry.EmbeddedRegistry;
import dev.newsdesk.quickstart.testing.BrokerExtension;
import dev.newsdesk.quickstart.testing.TestedApp;
import dev.newsdesk.stream.app.StreamApp;
import dev.newsdesk.stream.client.ArrivalReader;
import dev.newsdesk.stream.config.SettingsReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A schema that the registry does not give holds one partition; an outage holds what needs one. */
class SchemaGateIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PARTITIONS = 4;

  /** Articles for each partition, before and after what waits. */
  private static final int ARTICLES = 40;

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
  void oneSchemaThatTheRegistryDoesNotGiveHoldsOnePartitionUntilItDoes() throws IOException {
    try (Setup setup = new Setup("one-id", Map.of())) {
      int newer = setup.registerNewerSchema();
      setup.proxy.fail(newer, HttpURLConnection.HTTP_INTERNAL_ERROR);
      setup.sendToAll("before");
      setup.awaitArrived(PARTITIONS * ARTICLES);

      setup.send("waits", 1, newer);
      setup.sendToAll("after");

      // Of three partitions everything comes, and of the fourth nothing.
      setup.awaitArrived((2 * PARTITIONS - 1) * ARTICLES);
      await()
          .atMost(PATIENCE)
          .until(() -> setup.app.health().explanation().contains("id " + newer));
      assertThat(setup.app.health().ready()).as("other partitions go on").isTrue();
      int asked = setup.proxy.refused();
      await().atMost(PATIENCE).until(() -> setup.proxy.refused() > asked + 1);
      setup.feed.takeIn(setup.reader);
      assertThat(setup.feed.tally().arrived()).isEqualTo((2 * PARTITIONS - 1) * ARTICLES);

      setup.proxy.mend();
      setup.awaitEverything();
      await().atMost(PATIENCE).until(() -> setup.app.health().explanation().equals("Running."));
    }
  }

  @Test
  void anArticleFromBeforeARestartHoldsItsPartitionUntilItsSchemaIsKnown() throws IOException {
    Map<String, String> patient = Map.of("batch.linger.ms", "60000", "batch.size", "1000");
    try (Setup setup = new Setup("restored", patient)) {
      int newer = setup.registerNewerSchema();
      setup.send("waits", 1, newer);
      setup.sendToAll("before");
      await().atMost(PATIENCE).until(() -> setup.committed() > PARTITIONS * ARTICLES);
      setup.proxy.fail(newer, HttpURLConnection.HTTP_INTERNAL_ERROR);
      setup.restart(Map.of("batch.linger.ms", "100", "batch.size", "64"));
      setup.sendToAll("after");

      setup.awaitArrived(2 * (PARTITIONS - 1) * ARTICLES);
      int asked = setup.proxy.refused();
      await().atMost(PATIENCE).until(() -> setup.proxy.refused() > asked + 1);
      setup.feed.takeIn(setup.reader);
      assertThat(setup.feed.tally().arrived()).isEqualTo(2 * (PARTITIONS - 1) * ARTICLES);
      assertThat(setup.app.health().ready()).isTrue();

      setup.proxy.mend();
      setup.awaitEverything();
    }
  }

  @Test
  void aSchemaThatTheRegistryNeverGivesIsADeadLetterAfterTheTimeThatIsSet() throws IOException {
    try (Setup setup = new Setup("never", Map.of("schema.wait.ms", "2000"))) {
      int newer = setup.registerNewerSchema();
      setup.proxy.fail(newer, HttpURLConnection.HTTP_NOT_FOUND);
      setup.send("waits", 1, newer);
      setup.sendToAll("after");
      await().atMost(PATIENCE).until(() -> setup.feed.takeIn(setup.reader));
      assertThat(setup.feed.tally().deadLetters()).isEqualTo(Map.of("UNDECODABLE", 1));
      assertThat(setup.app.failure()).isEmpty();
    }
  }

  @Test
  void aRegistryThatIsAwayHoldsNothingWhoseSchemasAreKnown() throws IOException {
    try (Setup setup = new Setup("known", Map.of())) {
      setup.sendToAll("before");
      setup.awaitArrived(PARTITIONS * ARTICLES);
      setup.proxy.away(true);
      // Of categories that have had no article yet, too.
      setup.sendToAll("after", "Striker scores twice", "The team won the cup final.");
      setup.awaitEverything();
      assertThat(setup.app.health().ready()).isTrue();
    }
  }

  @Test
  void aRegistryThatIsAwayOrRefusesIsWaitedForAndSaidWhileOtherPartitionsGoOn() throws IOException {
    try (Setup setup = new Setup("away", Map.of("schema.wait.ms", "1"))) {
      int newer = setup.registerNewerSchema();
      setup.sendToAll("before");
      setup.awaitArrived(PARTITIONS * ARTICLES);
      setup.proxy.fail(newer, HttpURLConnection.HTTP_FORBIDDEN);
      setup.send("waits", 2, newer);
      setup.sendToAll("denied");
      setup.awaitArrived((2 * PARTITIONS - 1) * ARTICLES);
      await().atMost(PATIENCE).until(() -> !setup.app.health().ready());
      assertThat(setup.app.health().explanation()).contains("refuses the request");

      setup.proxy.mend();
      setup.proxy.away(true);
      await()
          .atMost(PATIENCE)
          .until(() -> setup.app.health().explanation().contains("registry answers no request"));
      assertThat(setup.app.health().ready()).isFalse();

      setup.proxy.away(false);
      setup.awaitEverything();
      await().atMost(PATIENCE).until(() -> setup.app.health().ready());
    }
  }

  /** An app with its topics, behind a registry that can fail. */
  private static final class Setup implements AutoCloseable {

    private final String name;
    private final RegistryProxy proxy;
    private final Feed feed;
    private final Map<String, String> settings;
    private StreamApp app;
    private final ArrivalReader reader;

    Setup(String name, Map<String, String> more) throws IOException {
      this.name = name;
      proxy = new RegistryProxy(registry.url());
      TestedApp tested = new TestedApp(name, BROKER.bootstrapServers(), registry.url());
      settings = tested.settings();
      settings.put("schema.registry.url", proxy.url());
      settings.put("schema.wait.ms", "600000");
      settings.put("kafka.state.dir", temporary.resolve("state").toString());
      settings.putAll(more);
      app = started(settings);
      feed = new Feed(tested.client());
      reader = feed.reader();
    }

    private static StreamApp started(Map<String, String> settings) {
      StreamApp app = StreamApp.start(new SettingsReader(Map.of()).read(settings));
      await().atMost(PATIENCE).until(() -> app.health().ready());
      return app;
    }

    /** Starts it afresh, with its store and other settings. */
    void restart(Map<String, String> more) {
      app.close();
      settings.putAll(more);
      app = started(settings);
    }

    void sendToAll(String run) {
      sendToAll(run, "Oil prices rise", "Crude futures climbed; shares fell.");
    }

    void sendToAll(String run, String title, String description) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        ids(run, partition)
            .limit(ARTICLES)
            .forEach(id -> feed.send(id, feed.serialize(id, title, description)));
      }
    }

    /** Sends an article that a newer schema was written with. */
    void send(String run, int partition, int schemaId) {
      String id = ids(run, partition).findFirst().orElseThrow();
      byte[] older = feed.serialize(id, "Oil prices rise", "");
      byte[] language = "en".getBytes(StandardCharsets.UTF_8);
      ByteBuffer newer = ByteBuffer.allocate(older.length + 1 + language.length);
      newer.put(older).put((byte) (2 * language.length)).put(language).putInt(1, schemaId);
      feed.send(id, newer.array());
    }

    /** Returns ids that Kafka's partitioner gives to a partition. */
    private static Stream<String> ids(String run, int partition) {
      return IntStream.iterate(0, i -> i + 1)
          .mapToObj(i -> run + "-" + i)
          .filter(
              id ->
                  Utils.toPositive(Utils.murmur2(id.getBytes(StandardCharsets.UTF_8))) % PARTITIONS
                      == partition);
    }

    /** Registers an article's schema with one more field at its end. */
    int registerNewerSchema() {
      String schema = Article.getClassSchema().toString();
      String field = ",{\"name\":\"language\",\"type\":\"string\",\"default\":\"" + name + "\"}]}";
      return ForeignSchema.register(
          registry.url(),
          name + ".newer-value",
          schema.substring(0, schema.length() - "]}".length()) + field);
    }

    /** Returns how many articles the app has taken in and committed. */
    long committed() {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()))) {
        return admin
            .listConsumerGroupOffsets(name)
            .partitionsToOffsetAndMetadata()
            .get()
            .entrySet()
            .stream()
            .filter(one -> one.getKey().topic().equals(name + ".articles"))
            .mapToLong(one -> one.getValue().offset())
            .sum();
      } catch (ExecutionException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    void awaitArrived(int articles) {
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                feed.takeIn(reader);
                return feed.tally().arrived() >= articles;
              });
    }

    /** Everything has come once, and the app went on. */
    void awaitEverything() {
      await().atMost(PATIENCE).until(() -> feed.takeIn(reader));
      await().during(Duration.ofSeconds(1)).until(() -> feed.takeIn(reader));
      assertThat(feed.faults()).isEmpty();
      assertThat(app.failure()).isEmpty();
    }

    @Override
    public void close() {
      reader.close();
      feed.close();
      app.close();
      proxy.close();
    }
  }
}
