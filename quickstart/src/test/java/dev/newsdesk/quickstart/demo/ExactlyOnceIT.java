package dev.newsdesk.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.quickstart.registry.EmbeddedRegistry;
import dev.newsdesk.quickstart.testing.BrokerExtension;
import dev.newsdesk.quickstart.testing.TestedApp;
import dev.newsdesk.stream.app.StreamApp;
import dev.newsdesk.stream.client.ArrivalReader;
import dev.newsdesk.stream.client.ClientSettings;
import dev.newsdesk.stream.config.SettingsReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every article that entered leaves exactly once, labelled or as a dead letter. */
class ExactlyOnceIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Longer than two commits: time for a second copy to show itself. */
  private static final Duration SETTLING = Duration.ofSeconds(2);

  /** Longer than any client waits. */
  private static final Duration OUTAGE = Duration.ofSeconds(15);

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
  void labelsGoodArticlesAndDeadLettersPoison() {
    try (StreamApp app = StreamApp.start(new SettingsReader(Map.of()).read(settings("poison")));
        Feed feed = new Feed(client("poison"));
        ArrivalReader reader = feed.reader()) {
      feed.sendWithPoison("poison", 1_000);

      awaitAll(feed, reader);

      assertThat(app.failure()).isEmpty();
      // 100 poison records, kind after kind: 10 of the first of eleven kinds, 9 of the others.
      assertThat(feed.tally().deadLetters())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of("UNDECODABLE", 10 + 6 * 9, "EMPTY", 2 * 9, "OVERSIZED", 2 * 9));
      assertThat(feed.tally().categories().values().stream().mapToInt(Integer::intValue).sum())
          .isEqualTo(900);
    }
  }

  @Test
  void survivesRestartsOfAppAndBroker() {
    try (Feed feed = new Feed(client("restart"))) {
      ArrivalReader reader;
      try (StreamApp app =
          StreamApp.start(new SettingsReader(Map.of()).read(settings("restart")))) {
        reader = feed.reader();
        feed.sendWithPoison("first", 500);
        await().atMost(PATIENCE).until(() -> feed.takeIn(reader) || feed.tally().arrived() > 50);
        BROKER.restart();
        feed.sendWithPoison("second", 500);
        await().atMost(PATIENCE).until(() -> feed.takeIn(reader) || feed.tally().arrived() > 600);
        assertThat(app.failure()).isEmpty();
      }
      feed.sendWithPoison("third", 500);
      try (reader;
          StreamApp app = StreamApp.start(new SettingsReader(Map.of()).read(settings("restart")))) {
        awaitAll(feed, reader);
        assertThat(app.failure()).isEmpty();
      }
    }
  }

  /** The outage outlives transactions, and all that clients wait but what the app itself sets. */
  @Test
  void survivesABrokerThatIsAwayForLongerThanClientsWait() {
    Map<String, String> settings = settings("away");
    settings.put("kafka.producer.request.timeout.ms", "2000");
    settings.put("kafka.consumer.default.api.timeout.ms", "2000");
    settings.put("kafka.consumer.request.timeout.ms", "1500");
    settings.put("kafka.admin.default.api.timeout.ms", "2000");
    settings.put("kafka.admin.request.timeout.ms", "1500");
    settings.put("kafka.producer.transaction.timeout.ms", "10000");
    try (Feed feed = new Feed(client("away"));
        StreamApp app = StreamApp.start(new SettingsReader(Map.of()).read(settings));
        ArrivalReader reader = feed.reader()) {
      feed.sendWithPoison("before", 2_000);
      await().atMost(PATIENCE).until(() -> feed.takeIn(reader) || feed.tally().arrived() > 100);

      BROKER.whileAway(ExactlyOnceIT::outwait);

      feed.sendWithPoison("after", 200);
      awaitAll(feed, reader);
      assertThat(app.failure()).isEmpty();
    }
  }

  /** Returns when a client of more patience than the app's has given up. */
  private static void outwait() {
    Map<String, Object> patient =
        Map.of(
            "bootstrap.servers",
            BROKER.bootstrapServers(),
            "default.api.timeout.ms",
            (int) OUTAGE.toMillis(),
            "request.timeout.ms",
            (int) OUTAGE.toMillis());
    try (Admin admin = Admin.create(patient)) {
      assertThatThrownBy(() -> admin.describeCluster().nodes().get())
          .hasCauseInstanceOf(TimeoutException.class);
    }
  }

  @Test
  void survivesRebalances() {
    SettingsReader settings = new SettingsReader(Map.of());
    Map<String, String> elsewhere = settings("rebalance");
    elsewhere.put("kafka.state.dir", temporary.resolve("other-state").toString());
    StreamApp first = StreamApp.start(settings.read(settings("rebalance")));
    try (Feed feed = new Feed(client("rebalance"));
        ArrivalReader reader = feed.reader()) {
      feed.sendWithPoison("first", 1_000);
      await().atMost(PATIENCE).until(() -> feed.takeIn(reader) || feed.tally().arrived() > 100);
      try (StreamApp second = StreamApp.start(settings.read(elsewhere))) {
        feed.sendWithPoison("second", 1_000);
        await().atMost(PATIENCE).until(() -> feed.takeIn(reader) || feed.tally().arrived() > 1_200);
        first.close();
        feed.sendWithPoison("third", 500);

        awaitAll(feed, reader);
        assertThat(first.failure()).isEmpty();
        assertThat(second.failure()).isEmpty();
      }
    } finally {
      first.close();
    }
  }

  /** A machine that was suspended, or a batch that took for ever: others may have gone on since. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no signal that stops a process")
  void survivesAStallThatOutlivesSessionAndTransaction() throws IOException {
    Map<String, String> settings = settings("stall");
    settings.put("kafka.transaction.timeout.ms", "10000");
    try (AppInstance app = new AppInstance(temporary.resolve("stall"), settings);
        Feed feed = new Feed(client("stall"))) {
      await().atMost(PATIENCE).until(app::isRunning);
      try (ArrivalReader reader = feed.reader();
          Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()))) {
        feed.sendWithPoison("before", 1_500);
        await().atMost(PATIENCE).until(() -> feed.takeIn(reader) || feed.tally().arrived() > 100);
        app.suspend();
        feed.sendWithPoison("meanwhile", 500);
        await()
            .atMost(PATIENCE)
            .until(() -> members(admin, "stall") == 0 && openTransactions(admin) == 0);
        app.resume();

        awaitAll(feed, reader);
        app.requireAlive();
      }
    }
  }

  @Test
  void aStoppedInstanceLeavesItsGroupAtOnce() throws Exception {
    Map<String, String> settings = settings("leave");
    settings.put("kafka.session.timeout.ms", "45000");
    StreamApp app = StreamApp.start(new SettingsReader(Map.of()).read(settings));
    try (app;
        Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()))) {
      await().atMost(PATIENCE).until(() -> app.health().ready());
      assertThat(members(admin, "leave")).isEqualTo(2);

      app.close();
      assertThat(members(admin, "leave")).isZero();
    }
  }

  private static int members(Admin admin, String group) throws Exception {
    return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
        .mapToInt(description -> description.members().size())
        .sum();
  }

  private static int openTransactions(Admin admin) throws Exception {
    return admin
        .listTransactions(
            new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING)))
        .all()
        .get()
        .size();
  }

  private static void awaitAll(Feed feed, ArrivalReader reader) {
    await().atMost(PATIENCE).until(() -> feed.takeIn(reader));
    await().during(SETTLING).atMost(SETTLING.multipliedBy(3)).until(() -> feed.takeIn(reader));
    assertThat(feed.faults()).isEmpty();
  }

  /** Settings of an app with topics of its own. */
  private static Map<String, String> settings(String name) {
    Map<String, String> settings = app(name).settings();
    settings.put("topic.partitions", "2");
    settings.put("kafka.state.dir", temporary.resolve("state").toString());
    return settings;
  }

  private static ClientSettings client(String name) {
    return app(name).client();
  }

  private static TestedApp app(String name) {
    return new TestedApp(name, BROKER.bootstrapServers(), registry.url());
  }
}
