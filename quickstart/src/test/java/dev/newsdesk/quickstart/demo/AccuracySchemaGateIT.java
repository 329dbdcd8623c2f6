package dev.newsdesk.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsdesk.ArticleLabel;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.quickstart.registry.EmbeddedRegistry;
import dev.newsdesk.quickstart.testing.BrokerExtension;
import dev.newsdesk.quickstart.testing.Scrape;
import dev.newsdesk.quickstart.testing.TestedApp;
import dev.newsdesk.stream.app.StreamApp;
import dev.newsdesk.stream.client.AccuracyReader;
import dev.newsdesk.stream.client.ArrivalReader;
import dev.newsdesk.stream.config.SettingsReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What online accuracy does while the registry does not answer, or not for one schema. */
class AccuracySchemaGateIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int PARTITIONS = 4;

  /** Articles of each partition. */
  private static final int ARTICLES = 5;

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

  @TestFactory
  Stream<DynamicTest> aSchemaThatTheRegistryDoesNotGiveHoldsThePartitionOfItsLabelAlone() {
    return Arrays.stream(Answer.values())
        .map(answer -> DynamicTest.dynamicTest(answer.name(), () -> requireHeldAlone(answer)));
  }

  private static void requireHeldAlone(Answer answer) throws IOException {
    try (Setup setup = new Setup("held-" + answer, Map.of())) {
      int newer = setup.registerNewerSchema();
      answer.give(setup.proxy, newer);
      setup.sendArticlesToAll("a");
      setup.labelNewer(id("a", 1, 0), newer);
      setup.labelAll("a", 1);

      double others = (PARTITIONS - 1) * ARTICLES;
      await().atMost(PATIENCE).until(() -> setup.labels("matched") >= others);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(setup.app.health().explanation())
                      .startsWith("Running. Some partitions of labels or predictions wait for a")
                      .contains("id " + newer));
      assertThat(setup.app.health().ready()).isTrue();
      assertThat(setup.metric("newsdesk_partitions_held{app=\"accuracy\",reason=\"schema\""))
          .isEqualTo(1);
      assertThat(setup.metric("newsdesk_accuracy_up")).isEqualTo(1);
      setup.sendArticlesToAll("b");
      int asked = setup.proxy.refused();
      await().atMost(PATIENCE).until(() -> setup.proxy.refused() > asked + 1);
      assertThat(setup.labels("matched")).as("nothing passes the label").isEqualTo(others);
      assertThat(setup.labels("undecodable")).isZero();

      setup.proxy.mend();
      await()
          .atMost(PATIENCE)
          .until(() -> setup.labels("matched") == (double) PARTITIONS * ARTICLES);
      await().atMost(PATIENCE).until(() -> setup.app.health().explanation().equals("Running."));
      assertThat(setup.metric("newsdesk_partitions_held{")).isZero();
      assertThat(setup.metric("newsdesk_accuracy_failures_total")).isZero();
    }
  }

  @TestFactory
  Stream<DynamicTest> aLabelWhoseSchemaTheRegistryNeverGivesIsCountedAsUndecodable() {
    return Arrays.stream(Answer.values())
        .map(answer -> DynamicTest.dynamicTest(answer.name(), () -> requireUndecodable(answer)));
  }

  private static void requireUndecodable(Answer answer) throws IOException {
    try (Setup setup = new Setup("never-" + answer, Map.of("schema.wait.ms", "1000"))) {
      int newer = setup.registerNewerSchema();
      answer.give(setup.proxy, newer);
      setup.sendArticlesToAll("a");
      setup.labelNewer(id("a", 1, 0), newer);
      setup.labelAll("a", PARTITIONS);

      await().atMost(PATIENCE).until(() -> setup.labels("undecodable") == 1);
      await()
          .atMost(PATIENCE)
          .until(() -> setup.labels("matched") == (double) PARTITIONS * ARTICLES);
      assertThat(setup.labels("undecodable")).isEqualTo(1);
      assertThat(setup.metric("newsdesk_accuracy_failures_total")).isZero();
      assertThat(setup.app.health().explanation()).isEqualTo("Running.");
    }
  }

  @Test
  void aRegistryThatIsAwayOrRefusesHoldsWhatNeedsItAndCostsNoReadiness() throws IOException {
    try (Setup setup = new Setup("away", Map.of("schema.wait.ms", "1"))) {
      int newer = setup.registerNewerSchema();
      setup.sendArticlesToAll("a");
      setup.labelAll("a", 1);
      await().atMost(PATIENCE).until(() -> setup.labels("matched") == PARTITIONS * ARTICLES - 1.0);
      setup.proxy.fail(newer, HttpURLConnection.HTTP_FORBIDDEN);
      setup.labelNewer(id("a", 1, 0), newer);
      setup.awaitExplanation("Running; online accuracy waits for schemas: The schema registry ref");
      assertThat(setup.metric("newsdesk_accuracy_up")).isZero();

      setup.proxy.mend();
      setup.proxy.away(true);
      setup.awaitExplanation("Running; online accuracy waits for schemas: The schema registry ans");
      setup.sendArticlesToAll("b");
      setup.labelAll("b", PARTITIONS);
      double others = 2 * PARTITIONS * ARTICLES - 1.0 - ARTICLES;
      await().atMost(PATIENCE).until(() -> setup.labels("matched") == others);
      assertThat(setup.app.health().ready()).isTrue();

      setup.proxy.away(false);
      await().atMost(PATIENCE).until(() -> setup.labels("matched") == 2.0 * PARTITIONS * ARTICLES);
      setup.awaitExplanation("Running.");
      assertThat(setup.labels("undecodable")).isZero();
      assertThat(setup.metric("newsdesk_accuracy_failures_total")).isZero();
    }
  }

  @Test
  void aRegistryThatIsAwayStopsNoReportNotEvenTheFirst() throws IOException {
    try (Setup setup = new Setup("reports", Map.of())) {
      setup.sendArticle("a");
      setup.label("a", "No category");
      await().atMost(PATIENCE).until(() -> setup.labels("unknown_category") == 1);
      await().atMost(PATIENCE).until(() -> setup.predictionsRead() > 0);

      setup.proxy.away(true);
      setup.label("a", "Business");
      assertThat(setup.awaitReport()).isEqualTo(1);
      assertThat(setup.app.health().explanation()).isEqualTo("Running.");
    }
  }

  /** Returns an id that Kafka's partitioner gives to a partition. */
  private static String id(String run, int partition, int number) {
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> run + "-" + i)
        .filter(
            id ->
                Utils.toPositive(Utils.murmur2(id.getBytes(StandardCharsets.UTF_8))) % PARTITIONS
                    == partition)
        .skip(number)
        .findFirst()
        .orElseThrow();
  }

  /** How a registry fails for one schema. */
  private enum Answer {
    NOT_FOUND,
    UNAVAILABLE,
    HTML;

    void give(RegistryProxy proxy, int schemaId) {
      switch (this) {
        case NOT_FOUND -> proxy.fail(schemaId, HttpURLConnection.HTTP_NOT_FOUND);
        case UNAVAILABLE -> proxy.fail(schemaId, HttpURLConnection.HTTP_UNAVAILABLE);
        case HTML -> proxy.garble(schemaId);
      }
    }
  }

  /** An app with its topics, behind a registry that can fail. */
  private static final class Setup implements AutoCloseable {

    private final TestedApp tested;
    private final RegistryProxy proxy;
    private final StreamApp app;
    private final Feed feed;
    private final ArrivalReader reader;
    private final AccuracyReader reports;
    private final KafkaProducer<String, byte[]> labels;

    Setup(String name, Map<String, String> more) throws IOException {
      tested = new TestedApp("gate-" + name, BROKER.bootstrapServers(), registry.url());
      proxy = new RegistryProxy(registry.url());
      Map<String, String> settings = tested.settings();
      settings.put("schema.registry.url", proxy.url());
      settings.put("schema.wait.ms", "600000");
      settings.put("kafka.state.dir", temporary.resolve("state").toString());
      settings.putAll(more);
      app = StreamApp.start(new SettingsReader(Map.of()).read(settings));
      await().atMost(PATIENCE).until(() -> Scrape.of(app).sum("newsdesk_accuracy_up") == 1);
      feed = new Feed(tested.client());
      reader = feed.reader();
      reports = new AccuracyReader(tested.client());
      labels =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", BROKER.bootstrapServers()),
              new StringSerializer(),
              new ByteArraySerializer());
    }

    /** Sends articles to all partitions and returns when they have been classified. */
    void sendArticlesToAll(String run) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        for (int i = 0; i < ARTICLES; i++) {
          String id = id(run, partition, i);
          feed.send(id, feed.serialize(id, "Oil prices rise", "Crude futures climbed."));
        }
      }
      await().atMost(PATIENCE).until(() -> feed.takeIn(reader));
      assertThat(feed.faults()).isEmpty();
    }

    /** Sends an article and returns when it has been classified. */
    void sendArticle(String id) {
      feed.send(id, feed.serialize(id, "Oil prices rise", "Crude futures climbed."));
      await().atMost(PATIENCE).until(() -> feed.takeIn(reader));
    }

    void label(String id, String category) {
      sendLabel(id, feed.serialize(new ArticleLabel(id, category, null)));
    }

    /** Labels all articles of a run, except the first of a partition where there is such one. */
    void labelAll(String run, int except) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        for (int i = partition == except ? 1 : 0; i < ARTICLES; i++) {
          label(id(run, partition, i), "Business");
        }
      }
    }

    /** Registers a label's schema with one more field at its end. */
    int registerNewerSchema() {
      String schema = ArticleLabel.getClassSchema().toString();
      String field =
          ",{\"name\":\"by\",\"type\":\"string\",\"default\":\"" + tested.name() + "\"}]}";
      return ForeignSchema.register(
          registry.url(),
          tested.name() + ".newer-value",
          schema.substring(0, schema.length() - "]}".length()) + field);
    }

    /** Sends a label that a newer schema was written with. */
    void labelNewer(String id, int schemaId) {
      byte[] older = feed.serialize(new ArticleLabel(id, "Business", null));
      byte[] by = "me".getBytes(StandardCharsets.UTF_8);
      ByteBuffer newer = ByteBuffer.allocate(older.length + 1 + by.length);
      newer.put(older).put((byte) (2 * by.length)).put(by).putInt(1, schemaId);
      sendLabel(id, newer.array());
    }

    private void sendLabel(String id, byte[] value) {
      var unused = labels.send(new ProducerRecord<>(tested.name() + ".labels", id, value));
      labels.flush();
    }

    /** Returns how many labels have had an outcome. */
    double labels(String outcome) {
      return metric("newsdesk_labels_total{outcome=\"" + outcome + "\"");
    }

    double metric(String series) {
      return Scrape.of(app).sum(series);
    }

    void awaitExplanation(String start) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(app.health().explanation()).startsWith(start));
      assertThat(app.health().ready()).isTrue();
    }

    /** Returns how far online accuracy has committed in the categories' topics. */
    long predictionsRead() {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()))) {
        return admin
            .listConsumerGroupOffsets(tested.name() + "-accuracy")
            .partitionsToOffsetAndMetadata()
            .get()
            .entrySet()
            .stream()
            .filter(one -> one.getKey().topic().startsWith(tested.name() + ".category."))
            .mapToLong(one -> one.getValue().offset())
            .sum();
      } catch (ExecutionException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Returns the labelled articles of the first report. */
    long awaitReport() {
      await().atMost(PATIENCE).until(reports::begin);
      String checkpoint = app.checkpoint().id();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                reports.poll(Duration.ofMillis(200));
                return reports.cumulative(checkpoint).isPresent();
              });
      return reports.cumulative(checkpoint).orElseThrow().getOverall().getLabelled();
    }

    @Override
    public void close() {
      labels.close();
      reports.close();
      reader.close();
      feed.close();
      app.close();
      proxy.close();
    }
  }
}
