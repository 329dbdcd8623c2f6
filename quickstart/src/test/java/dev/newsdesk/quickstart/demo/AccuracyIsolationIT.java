package dev.newsdesk.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.newsdesk.Article;
import dev.newsdesk.ArticleLabel;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.quickstart.registry.EmbeddedRegistry;
import dev.newsdesk.quickstart.testing.BrokerExtension;
import dev.newsdesk.quickstart.testing.TestedApp;
import dev.newsdesk.stream.app.StartupException;
import dev.newsdesk.stream.app.StreamApp;
import dev.newsdesk.stream.client.AccuracyReader;
import dev.newsdesk.stream.client.Arrival;
import dev.newsdesk.stream.client.ArrivalReader;
import dev.newsdesk.stream.client.ArticleSender;
import dev.newsdesk.stream.client.ClientSettings;
import dev.newsdesk.stream.client.LabelSender;
import dev.newsdesk.stream.config.SettingsReader;
import dev.newsdesk.stream.http.Health;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to online accuracy, articles are classified, once each, and the app is ready.
 */
class AccuracyIsolationIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String CATEGORY = "World";

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
  void turningItOffAndOnInstanceByInstanceStallsNobody() {
    String name = "rolling";
    StreamApp first = app(name, true);
    StreamApp second = app(name, true);
    try (Clients clients = new Clients(name)) {
      clients.sendAndAwait(200, first, second);
      second.close();
      second = app(name, false);
      clients.sendAndAwait(200, first, second);
      first.close();
      first = app(name, false);
      clients.sendAndAwait(200, first, second);
      second.close();
      second = app(name, true);
      clients.sendAndAwait(200, first, second);
    } finally {
      first.close();
      second.close();
    }
  }

  @Test
  void labelsUnderOtherPartitionsHoldAccuracyAloneUntilTheTopicIsMended() throws Exception {
    String name = "mismatch";
    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic(name + ".labels", 7, (short) 1))).all().get();
      try (StreamApp app = app(name, true);
          Clients clients = new Clients(name)) {
        clients.sendAndAwait(50, app);
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(app.health().explanation())
                        .startsWith("Running; online accuracy is down: Topic mismatch.category."));
        assertThat(app.health().ready()).isTrue();
        assertThat(scrape(app)).contains("\nnewsdesk_accuracy_up 0.0\n");

        admin.deleteTopics(List.of(name + ".labels")).all().get();
        await().atMost(PATIENCE).until(() -> scrape(app).contains("\nnewsdesk_accuracy_up 1.0\n"));
        assertThat(app.health()).isEqualTo(new Health(true, true, "Running."));
        clients.awaitLabelled(50, app);
      }
    }
  }

  @Test
  void aRecordThatFailsEachOfItsRunsHoldsAccuracyAlone() throws Exception {
    String name = "poisoned";
    try (StreamApp app = app(name, true);
        Clients clients = new Clients(name)) {
      await().atMost(PATIENCE).until(() -> scrape(app).contains("\nnewsdesk_accuracy_up 1.0\n"));
      poison(name + "-accuracy-confusions-of-partitions-repartition");

      await().atMost(PATIENCE).until(() -> failures(app) >= 3);
      assertThat(app.health().ready()).isTrue();
      clients.sendAndAwait(50, app);
      assertThat(app.failure()).isEmpty();
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .as("threads of runs that failed")
        .noneMatch(thread -> thread.getName().startsWith(name + "-accuracy"));
  }

  @Test
  void aChangelogThatIsDeletedUnderItHoldsAccuracyAlone() throws Exception {
    String name = "deleted";
    try (StreamApp app = app(name, true);
        Admin admin = admin();
        Clients clients = new Clients(name)) {
      clients.sendAndAwait(50, app);
      clients.awaitLabelled(50, app);
      admin.deleteTopics(List.of(name + "-accuracy-label-standings-changelog")).all().get();
      clients.sendAndAwait(50, app);

      await().atMost(PATIENCE).until(() -> failures(app) >= 1);
      clients.sendAndAwait(50, app);
      await().atMost(PATIENCE).until(() -> scrape(app).contains("\nnewsdesk_accuracy_up 1.0\n"));
      assertThat(app.failure()).isEmpty();
    }
  }

  @Test
  void aMemberOfTheVersionBeforeIsNotJoined() throws Exception {
    String name = "earlier";
    Map<String, Object> member =
        Map.of(
            "bootstrap.servers",
            BROKER.bootstrapServers(),
            "group.id",
            name,
            "auto.offset.reset",
            "earliest");
    try (Admin admin = admin();
        var consumer =
            new KafkaConsumer<>(member, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      admin.createTopics(List.of(new NewTopic(name + ".labels", 1, (short) 1))).all().get();
      consumer.subscribe(List.of(name + ".labels"));
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                var unused = consumer.poll(Duration.ofMillis(200));
                return !consumer.assignment().isEmpty();
              });

      assertThatThrownBy(() -> app(name, true).close())
          .isInstanceOf(StartupException.class)
          .hasMessage(
              "Members of the consumer group earlier read earlier.labels in it, as only the version"
                  + " before does: stop all instances of the version before, then start.");
    }
  }

  private static void poison(String topic) {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", BROKER.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      var unused = producer.send(new ProducerRecord<>(topic, new byte[] {1}, new byte[] {1}));
      producer.flush();
    }
  }

  private static double failures(StreamApp app) throws Exception {
    String metric = "newsdesk_accuracy_failures_total ";
    return scrape(app)
        .lines()
        .filter(line -> line.startsWith(metric))
        .mapToDouble(line -> Double.parseDouble(line.substring(metric.length())))
        .sum();
  }

  private static String scrape(StreamApp app) throws IOException, InterruptedException {
    URI metrics = URI.create("http://127.0.0.1:" + app.httpAddress().getPort() + "/metrics");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
        .body();
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()));
  }

  private static StreamApp app(String name, boolean accuracy) {
    Map<String, String> settings = tested(name).settings();
    settings.put("kafka.state.dir", temporary.resolve("state").toString());
    settings.put("accuracy.enabled", Boolean.toString(accuracy));
    return StreamApp.start(new SettingsReader(Map.of()).read(settings));
  }

  private static TestedApp tested(String name) {
    return new TestedApp(name, BROKER.bootstrapServers(), registry.url());
  }

  /** Sends articles and labels, and counts how often each article comes out. */
  private static final class Clients implements AutoCloseable {

    private final ArticleSender articles;
    private final LabelSender labels;
    private final ArrivalReader arrivals;
    private final AccuracyReader reports;
    private final Map<String, Integer> arrived = new HashMap<>();
    private int sent;

    Clients(String name) {
      ClientSettings settings = tested(name).client();
      articles = new ArticleSender(settings);
      labels = new LabelSender(settings);
      arrivals = new ArrivalReader(settings);
      arrivals.read(arrivals.categories().existing(), true);
      reports = new AccuracyReader(settings);
    }

    /** Returns when all that was sent has come out once, and the apps are ready. */
    void sendAndAwait(int count, StreamApp... apps) {
      for (int i = 0; i < count; i++) {
        articles.send(
            Article.newBuilder()
                .setId("a-" + sent++)
                .setTitle("Oil prices rise as shares fall, number " + i)
                .setDescription("")
                .build());
      }
      articles.flush();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                takeIn();
                assertThat(arrived).hasSize(sent);
                assertThat(apps).allMatch(app -> app.health().ready());
              });
      assertThat(arrived.values()).containsOnly(1);
    }

    /** Labels all that was sent, and returns when accuracy has counted it. */
    void awaitLabelled(int count, StreamApp app) {
      for (int i = 0; i < count; i++) {
        labels.send(new ArticleLabel("a-" + i, CATEGORY, null));
      }
      labels.flush();
      await().atMost(PATIENCE).until(reports::begin);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                reports.poll(Duration.ofMillis(200));
                assertThat(
                        reports
                            .cumulative(app.checkpoint().id())
                            .map(report -> report.getOverall().getLabelled()))
                    .contains((long) count);
              });
    }

    private void takeIn() {
      for (Arrival arrival : arrivals.poll(Duration.ofMillis(200))) {
        if (arrival instanceof Arrival.Classified one) {
          arrived.merge(one.article().getArticle().getId(), 1, Integer::sum);
        }
      }
    }

    @Override
    public void close() {
      labels.close();
      articles.close();
      arrivals.close();
      reports.close();
    }
  }
}
