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
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What online accuracy does while the registry does not answer, or not for one schema. */
class AccuracySchemaGateIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

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

    /** Sends an article and returns when it has been classified. */
    void sendArticle(String id) {
      feed.send(id, feed.serialize(id, "Oil prices rise", "Crude futures climbed."));
      await().atMost(PATIENCE).until(() -> feed.takeIn(reader));
    }

    void label(String id, String category) {
      sendLabel(id, feed.serialize(new ArticleLabel(id, category, null)));
    }

    private void sendLabel(String id, byte[] value) {
      var unused = labels.send(new ProducerRecord<>(tested.name() + ".labels", id, value));
      labels.flush();
    }

    /** Returns how many labels have had an outcome. */
    double labels(String outcome) {
      return Scrape.of(app).sum("newsdesk_labels_total{outcome=\"" + outcome + "\"");
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
