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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Topics that somebody changes under a running app: it works on, or ends and says why. */
class ChangedTopicsIT {

  /** What an operator is promised. */
  private static final Duration PROMISE = Duration.ofMinutes(2);

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
  void aCategorysTopicThatIsDeletedEndsTheAppWithItsName() throws Exception {
    requireEnd("gone-category", "gone-category.category.business");
  }

  @Test
  void theArticlesTopicThatIsDeletedEndsTheAppWithItsName() throws Exception {
    requireEnd("gone-articles", "gone-articles.articles");
  }

  @Test
  void theChangelogThatIsDeletedEndsTheAppWithItsName() throws Exception {
    requireEnd("gone-changelog", "gone-changelog-pending-articles-changelog");
  }

  private static void requireEnd(String name, String topic) throws Exception {
    try (Admin admin = admin();
        Feed feed = new Feed(app(name).client());
        StreamApp app = start(name);
        ArrivalReader reader = feed.reader()) {
      feed.sendWithPoison("before", 20);
      await().atMost(PROMISE).until(() -> feed.takeIn(reader));

      admin.deleteTopics(List.of(topic)).all().get();

      await().atMost(PROMISE).until(() -> app.failure().isPresent());
      assertThat(app.health().ready()).isFalse();
      assertThat(app.health().explanation()).startsWith("The app failed: ").contains(topic);
    }
  }

  @Test
  void partitionsMayBeAddedToTheArticles() throws Exception {
    try (Admin admin = admin();
        Feed feed = new Feed(app("wider").client());
        StreamApp app = StreamApp.start(new SettingsReader(Map.of()).read(settings("wider")));
        ArrivalReader reader = feed.reader()) {
      feed.sendWithPoison("before", 200);
      await().atMost(PROMISE).until(() -> feed.takeIn(reader));

      admin.createPartitions(Map.of("wider.articles", NewPartitions.increaseTo(5))).all().get();

      await()
          .atMost(PROMISE)
          .failFast(() -> app.failure().isPresent())
          .until(() -> members(admin, "wider", "wider.articles") == 5);
      feed.sendWithPoison("after", 200);
      await().atMost(PROMISE).until(() -> feed.takeIn(reader));
      assertThat(feed.faults()).isEmpty();
      assertThat(app.failure()).isEmpty();
    }
  }

  @Test
  void limitsOfInternalTopicsFollowTheSettings() throws Exception {
    Map<String, String> settings = settings("raised");
    try (Admin admin = admin();
        Feed feed = new Feed(app("raised").client())) {
      try (StreamApp app = StreamApp.start(new SettingsReader(Map.of()).read(settings));
          ArrivalReader reader = feed.reader()) {
        feed.sendWithPoison("first", 20);
        await().atMost(PROMISE).until(() -> feed.takeIn(reader));
        assertThat(app.failure()).isEmpty();
      }
      for (String topic : List.of("world", "sports", "business", "sci-tech")) {
        alter(admin, "raised.category." + topic, "max.message.bytes", "5000000");
      }
      settings.put("article.max.bytes", "3000000");
      settings.put("accuracy.label.wait.ms", "7200000");
      try (StreamApp app = StreamApp.start(new SettingsReader(Map.of()).read(settings));
          ArrivalReader reader = feed.reader()) {
        assertThat(config(admin, "raised-pending-articles-changelog", "max.message.bytes"))
            .isEqualTo("3065536");
        assertThat(config(admin, "raised-accuracy-label-standings-changelog", "retention.ms"))
            .isEqualTo("28800000");
        assertThat(config(admin, "raised-accuracy-label-standings-changelog", "segment.ms"))
            .isEqualTo("7200000");
        feed.sendWithPoison("second", 20);
        await().atMost(PROMISE).until(() -> feed.takeIn(reader));
        assertThat(app.failure()).isEmpty();
      }
    }
  }

  private static long members(Admin admin, String group, String topic) throws Exception {
    return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
        .flatMap(description -> description.members().stream())
        .flatMap(member -> member.assignment().topicPartitions().stream())
        .filter(partition -> partition.topic().equals(topic))
        .count();
  }

  private static String config(Admin admin, String topic, String key) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return Objects.requireNonNull(
            admin.describeConfigs(List.of(resource)).all().get().get(resource))
        .get(key)
        .value();
  }

  private static void alter(Admin admin, String topic, String key, String value) throws Exception {
    admin
        .incrementalAlterConfigs(
            Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET))))
        .all()
        .get();
  }

  private static StreamApp start(String name) {
    return StreamApp.start(new SettingsReader(Map.of()).read(settings(name)));
  }

  private static Map<String, String> settings(String name) {
    Map<String, String> settings = app(name).settings();
    settings.put("topic.partitions", "2");
    settings.put("kafka.state.dir", temporary.resolve("state").toString());
    return settings;
  }

  private static TestedApp app(String name) {
    return new TestedApp(name, BROKER.bootstrapServers(), registry.url());
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()));
  }
}
