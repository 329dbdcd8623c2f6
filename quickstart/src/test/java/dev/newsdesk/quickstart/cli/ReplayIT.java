package dev.newsdesk.quickstart.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsdesk.Article;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.quickstart.demo.SampleArticles;
import dev.newsdesk.quickstart.registry.EmbeddedRegistry;
import dev.newsdesk.quickstart.testing.BrokerExtension;
import dev.newsdesk.quickstart.testing.TestedApp;
import dev.newsdesk.stream.app.StreamApp;
import dev.newsdesk.stream.client.ArticleSender;
import dev.newsdesk.stream.client.ClientSettings;
import dev.newsdesk.stream.config.SettingsReader;
import dev.newsdesk.stream.replay.KafkaTransport;
import dev.newsdesk.stream.replay.LabelOrder;
import dev.newsdesk.stream.replay.Replay;
import dev.newsdesk.stream.replay.ReplayPlan;
import dev.newsdesk.stream.replay.Ticker;
import dev.newsdesk.stream.replay.comparison.Comparison;
import dev.newsdesk.stream.replay.comparison.Roster;
import dev.newsdesk.stream.replay.comparison.RunId;
import dev.newsdesk.stream.replay.offline.CheckpointModel;
import dev.newsdesk.stream.replay.offline.LabelledArticle;
import dev.newsdesk.stream.replay.offline.LabelledArticles;
import dev.newsdesk.stream.replay.offline.OfflineAnswers;
import dev.newsdesk.stream.replay.offline.Selection;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Replays through the real app: test articles of AG News where it is, else the samples. */
class ReplayIT {

  private static final int ARTICLES = 300;
  private static final int PARTITIONS = 2;
  private static final Duration STARTING = Duration.ofMinutes(2);

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  @TempDir private static Path temporary = Path.of("");

  private static EmbeddedRegistry registry;
  private static StreamApp app;
  private static Path data;
  private static int articles;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() throws IOException {
    TorchEngine.configure(1);
    registry = EmbeddedRegistry.start(temporary.resolve("registry"), 0);
    Map<String, String> settings = new HashMap<>();
    settings.put("application.id", "replay");
    settings.put("bootstrap.servers", BROKER.bootstrapServers());
    settings.put("schema.registry.url", registry.url());
    settings.put("topic.prefix", "replay");
    settings.put("topic.partitions", Integer.toString(PARTITIONS));
    settings.put("batch.size", "64");
    settings.put("http.address", "127.0.0.1:0");
    settings.put("checkpoint", System.getProperty("newsdesk.checkpoint"));
    settings.put("kafka.state.dir", temporary.resolve("state").toString());
    app = StreamApp.start(new SettingsReader(Map.of()).read(settings));
    String agNews = System.getenv("AG_NEWS_DIR");
    data =
        agNews == null
            ? LabelledSamples.write(temporary.resolve("samples.csv"))
            : Path.of(agNews, "test.csv");
    articles = agNews == null ? SampleArticles.read().size() - 1 : ARTICLES;
  }

  @AfterAll
  static void stop() {
    app.close();
    registry.close();
  }

  @Test
  void everyArticleComesBackOnceAndOnlineEqualsOffline() throws Exception {
    long before = labelsSent();

    assertThat(run("--label-repeats", "2", "--run", "honest")).as(err.toString()).isZero();

    assertThat(out)
        .asString()
        .contains("run           honest", "after their articles, each 2 times")
        .contains("came back     %d of %d".formatted(articles, articles))
        .contains("article for article.");
    assertThat(figure("online ")).isEqualTo(figure("offline "));
    assertThat(figure("by the app")).isEqualTo(figure("online "));
    assertThat(labelsSent() - before).isEqualTo(2L * articles);
  }

  @Test
  void wrongLabelsDoNotMakeTheAnswersWrong() {
    assertThat(run("--wrong-labels", "1", "--labels", "first")).as(err.toString()).isZero();
    assertThat(out)
        .asString()
        .contains("before the first article, %d wrong on purpose (seed 42)".formatted(articles))
        .contains("article for article.");
    assertThat(figure("online ")).isEqualTo(figure("offline "));
    assertThat(figure("by the labels")).endsWith(" right").isEqualTo(figure("by the app"));
  }

  @Test
  void anArticleThatNobodySendsIsLost() {
    try (Replayed replayed = new Replayed("lossy", LabelledDataOptions.articles(data))) {
      int missing = articles + 1;
      replayed.roster.add(missing, "World", "World", "World");

      Comparison comparison = replayed.run();
      assertThat(comparison.lost()).containsExactly("lossy-" + missing);
      assertThat(comparison.repeated()).isEmpty();
      assertThat(comparison.differences()).isEmpty();
    }
  }

  @Test
  void anArticleThatSomebodyElseSendsTooIsRepeated() {
    try (Replayed replayed = new Replayed("twice", LabelledDataOptions.articles(data));
        ArticleSender another = new ArticleSender(client())) {
      another.send(
          Article.newBuilder().setId("twice-7").setTitle("Twice").setDescription("").build());
      another.flush();

      Comparison comparison = replayed.run();
      assertThat(comparison.repeated()).containsExactly(new Comparison.Repetition("twice-7", 2));
      assertThat(comparison.lost()).isEmpty();
    }
  }

  @Test
  void anArticleThatLosesItsTextOnTheWayIsADeadLetter() {
    LabelledArticles changed =
        consumer -> {
          AtomicInteger row = new AtomicInteger();
          LabelledDataOptions.articles(data)
              .forEach(
                  article ->
                      consumer.accept(
                          row.incrementAndGet() == 7 ? new LabelledArticle(0, "", "") : article));
        };
    try (Replayed replayed = new Replayed("changed", changed)) {
      Comparison comparison = replayed.run();
      assertThat(comparison.deadLetters())
          .containsExactly(new Comparison.DeadLetter("changed-7", "EMPTY"));
      assertThat(comparison.isExact()).isFalse();
    }
  }

  @Test
  void withoutTheAppsTopicsNothingIsSent() {
    assertThat(run("--topic-prefix", "nowhere")).isEqualTo(1);
    assertThat(err).asString().startsWith("newsdesk: No topic nowhere.category.… exists: start ");
  }

  @Test
  void aCategoryThatIsNoneNamesThoseThatThereAre() {
    assertThat(run("--only", "Weather")).isEqualTo(1);
    assertThat(err)
        .asString()
        .startsWith("newsdesk: There is no category 'Weather': use World, Sports, ");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGTERM")
  void anInterruptedReplayTellsHowFarItGot() throws Exception {
    Path log = temporary.resolve("interrupted.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ReplayMain.class.getName());
    command.addAll(arguments("--rate", "2", "--run", "interrupted"));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      await()
          .atMost(STARTING)
          .until(() -> Files.readString(log).contains("run           interrupted"));
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(128 + 15);
    assertThat(Files.readString(log))
        .containsPattern(
            "newsdesk: Interrupted: run interrupted had sent \\d+ of %d articles and \\d+ labels, and \\d+ had come back\\."
                .formatted(articles))
        .doesNotContain("\tat ");
  }

  private int run(String... options) {
    return ReplayMain.run(
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        arguments(options).toArray(String[]::new));
  }

  private static List<String> arguments(String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--data", data.toString(), "--limit", Integer.toString(articles)));
    arguments.addAll(List.of("--bootstrap-servers", BROKER.bootstrapServers()));
    arguments.addAll(List.of("--registry", registry.url()));
    arguments.addAll(List.of("--checkpoint", System.getProperty("newsdesk.checkpoint")));
    if (!arguments.contains("--topic-prefix")) {
      arguments.addAll(List.of("--topic-prefix", "replay"));
    }
    return arguments;
  }

  /** Returns a line of the report without its name. */
  private String figure(String name) {
    return out.toString()
        .lines()
        .filter(line -> line.startsWith("  " + name))
        .map(line -> line.replaceFirst("^\\D*", ""))
        .map(line -> line.replaceFirst(";.*", ""))
        .collect(Collectors.joining());
  }

  private static ClientSettings client() {
    return new TestedApp("replay", BROKER.bootstrapServers(), registry.url()).client();
  }

  private static long labelsSent() throws Exception {
    Map<TopicPartition, OffsetSpec> ends =
        IntStream.range(0, PARTITIONS)
            .mapToObj(partition -> new TopicPartition("replay.labels", partition))
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()))) {
      return admin.listOffsets(ends).all().get().values().stream()
          .mapToLong(end -> end.offset())
          .sum();
    }
  }

  /** A replay without the command, in which other articles may be sent than were asked about. */
  private static final class Replayed implements AutoCloseable {

    private final Roster roster;
    private final Selection sent;
    private final KafkaTransport transport = new KafkaTransport(client());

    Replayed(String run, LabelledArticles sent) {
      this.sent = new Selection(sent, null, articles);
      try (CheckpointModel model =
          CheckpointModel.load(Path.of(System.getProperty("newsdesk.checkpoint")), "cpu")) {
        roster = new Roster(new RunId(run), model.id());
        new OfflineAnswers(new Selection(LabelledDataOptions.articles(data), null, articles), model)
            .forEach((row, truth, answer) -> roster.add(row, truth, truth, answer), () -> false);
      }
    }

    Comparison run() {
      ReplayPlan plan =
          new ReplayPlan(
              Double.POSITIVE_INFINITY, LabelOrder.AFTER, Duration.ZERO, 1, Duration.ofSeconds(10));
      new Replay(plan, sent, roster, transport, Ticker.SYSTEM, () -> false).run(progress -> {});
      return roster.compare();
    }

    @Override
    public void close() {
      transport.close();
    }
  }
}
