package dev.newsdesk.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsdesk.AccuracyReport;
import dev.newsdesk.Article;
import dev.newsdesk.ArticleLabel;
import dev.newsdesk.ConfusionCount;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.quickstart.registry.EmbeddedRegistry;
import dev.newsdesk.quickstart.testing.BrokerExtension;
import dev.newsdesk.quickstart.testing.TestedApp;
import dev.newsdesk.stream.app.StreamApp;
import dev.newsdesk.stream.client.AccuracyReader;
import dev.newsdesk.stream.client.Arrival;
import dev.newsdesk.stream.client.ArrivalReader;
import dev.newsdesk.stream.client.ArticleSender;
import dev.newsdesk.stream.client.ClientSettings;
import dev.newsdesk.stream.client.LabelSender;
import dev.newsdesk.stream.config.SettingsReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** With several instances, and through a crash, each labelled article counts exactly once. */
class AccuracyIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Longer than the sums take to be reported: time for one too many to show itself. */
  private static final Duration SETTLING = Duration.ofSeconds(4);

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  @TempDir private static Path temporary = Path.of("");

  private static EmbeddedRegistry registry;

  /** What each article was given, by its id. */
  private final Map<String, String> given = new HashMap<>();

  /** The first label of each article, by its id. */
  private final Map<String, String> labelled = new HashMap<>();

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
  void theSumsOfTwoInstancesAreRight() throws Exception {
    SettingsReader settings = new SettingsReader(Map.of());
    Map<String, String> elsewhere = settings("sums");
    elsewhere.put("kafka.state.dir", temporary.resolve("other-state").toString());
    try (StreamApp first = StreamApp.start(settings.read(settings("sums")));
        StreamApp second = StreamApp.start(settings.read(elsewhere));
        Clients clients = new Clients(client("sums"))) {
      await().atMost(PATIENCE).until(() -> first.health().ready() && second.health().ready());
      await().atMost(PATIENCE).until(() -> readersOfLabels("sums") == 2);
      clients.sendArticles("a", 300);
      clients.sendLabels("a", 300);
      clients.sendLabels("b", 300);
      clients.sendArticles("b", 300);
      clients.sendArticles("unlabelled", 50);

      clients.awaitConfusions(650, first.checkpoint().id());
      assertThat(confusions(first) + confusions(second)).isEqualTo(600);
      assertThat(confusions(first)).as("both instances had a part in it").isBetween(1.0, 599.0);
    }
  }

  @Test
  void noneIsCountedTwiceOrLostWhenAnInstanceIsKilled() throws IOException {
    SettingsReader settings = new SettingsReader(Map.of());
    try (AppInstance killed = new AppInstance(temporary.resolve("killed"), settings("kill"));
        StreamApp survivor = StreamApp.start(settings.read(settings("kill")));
        Clients clients = new Clients(client("kill"))) {
      await().atMost(PATIENCE).until(killed::isRunning);
      clients.sendArticles("a", 400);
      clients.sendLabels("b", 400);
      await().atMost(PATIENCE).until(() -> clients.takeIn() > 100);
      killed.killAndStartAgain();
      clients.sendLabels("a", 400);
      clients.sendArticles("b", 400);

      clients.awaitConfusions(800, survivor.checkpoint().id());
      killed.requireAlive();
      assertThat(survivor.failure()).isEmpty();
    }
  }

  /** Returns how many members of online accuracy's group read labels. */
  private static long readersOfLabels(String name) throws Exception {
    String group = name + "-accuracy";
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()))) {
      return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
          .flatMap(description -> description.members().stream())
          .filter(
              member ->
                  member.assignment().topicPartitions().stream()
                      .anyMatch(partition -> partition.topic().equals(name + ".labels")))
          .count();
    }
  }

  private static double confusions(StreamApp app) throws Exception {
    InetSocketAddress address = app.httpAddress();
    URI metrics = URI.create("http://127.0.0.1:" + address.getPort() + "/metrics");
    String page =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
            .body();
    return page.lines()
        .filter(line -> line.startsWith("newsdesk_confusion_total{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static Map<String, String> settings(String name) {
    Map<String, String> settings = app(name).settings();
    settings.put("kafka.state.dir", temporary.resolve("state").toString());
    return settings;
  }

  private static ClientSettings client(String name) {
    return app(name).client();
  }

  private static TestedApp app(String name) {
    return new TestedApp(name, BROKER.bootstrapServers(), registry.url());
  }

  /** Sends articles and labels, and reads what comes of them. */
  private final class Clients implements AutoCloseable {

    private final ArticleSender articles;
    private final LabelSender labels;
    private final ArrivalReader arrivals;
    private final AccuracyReader reports;

    Clients(ClientSettings settings) {
      articles = new ArticleSender(settings);
      labels = new LabelSender(settings);
      arrivals = new ArrivalReader(settings);
      arrivals.read(arrivals.categories().existing(), true);
      reports = new AccuracyReader(settings);
      assertThat(reports.begin()).isTrue();
    }

    void sendArticles(String name, int count) {
      for (int i = 0; i < count; i++) {
        String title =
            switch (i % 3) {
              case 0 -> "Striker scores twice in the cup final, number " + i;
              case 1 -> "Oil prices rise as shares fall, number " + i;
              default -> "New chip makes phones faster, number " + i;
            };
        articles.send(
            Article.newBuilder().setId(name + "-" + i).setTitle(title).setDescription("").build());
      }
      articles.flush();
    }

    /** Sends each label twice, and then another one, which must not count. */
    void sendLabels(String name, int count) {
      for (int i = 0; i < count; i++) {
        String id = name + "-" + i;
        String category = Feed.LABELS.get(i % 7 % Feed.LABELS.size());
        labelled.put(id, category);
        labels.send(new ArticleLabel(id, category, null));
        labels.send(new ArticleLabel(id, category, null));
        labels.send(new ArticleLabel(id, category.equals("World") ? "Sports" : "World", null));
      }
      labels.flush();
    }

    int takeIn() {
      for (Arrival arrival : arrivals.poll(Duration.ofMillis(200))) {
        if (arrival instanceof Arrival.Classified one) {
          given.put(one.article().getArticle().getId(), one.article().getCategory());
        }
      }
      return given.size();
    }

    void awaitConfusions(int articleCount, String checkpointId) {
      await().atMost(PATIENCE).until(() -> takeIn() == articleCount);
      Map<String, Long> expected = new TreeMap<>();
      labelled.forEach(
          (id, category) -> expected.merge(category + " as " + given.get(id), 1L, Long::sum));
      await()
          .during(SETTLING)
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                reports.poll(Duration.ofMillis(200));
                assertThat(reports.cumulative(checkpointId).map(AccuracyIT::cells))
                    .contains(expected);
              });
    }

    @Override
    public void close() {
      labels.close();
      articles.close();
      arrivals.close();
      reports.close();
    }
  }

  private static Map<String, Long> cells(AccuracyReport report) {
    Map<String, Long> cells = new TreeMap<>();
    for (ConfusionCount cell : report.getConfusions()) {
      cells.put(cell.getLabelled() + " as " + cell.getPredicted(), cell.getCount());
    }
    return cells;
  }
}
