package dev.newsdesk.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.quickstart.registry.EmbeddedRegistry;
import dev.newsdesk.quickstart.testing.BrokerExtension;
import dev.newsdesk.quickstart.testing.TestedApp;
import dev.newsdesk.stream.client.ClientSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * An operator changes what a running app may do and how fast: what nobody but the operator can mend
 * ends the app with a sentence, everything else is outlasted and costs no article.
 */
class SecuredBrokerIT {

  /** Longer than the transactions of the apps here, and than the wait before a new thread. */
  private static final Duration OUTAGE = Duration.ofSeconds(20);

  @RegisterExtension
  static final BrokerExtension BROKER = new BrokerExtension(SecuredBroker.settings());

  @TempDir private static Path temporary = Path.of("");

  private static EmbeddedRegistry registry;
  private static SecuredBroker broker;

  @BeforeAll
  static void start() {
    TorchEngine.configure(1);
    registry = EmbeddedRegistry.start(temporary.resolve("registry"), 0);
    broker = new SecuredBroker(BROKER.bootstrapServers());
  }

  @AfterAll
  static void stop() {
    broker.close();
    registry.close();
  }

  @Test
  void aPermissionThatIsTakenAwayEndsTheProcess() throws IOException {
    String name = "refused-process";
    broker.addUser(name);
    try (AppInstance app = new AppInstance(temporary.resolve(name), settings(name));
        Feed feed = new Feed(client(name))) {
      Labelling.patiently().until(app::isRunning);
      broker.deny(name, topic(name + ".category.sports"), AclOperation.WRITE);
      Random random = new Random(1);

      Labelling.patiently()
          .until(
              () -> {
                feed.sendMixed("run-" + random.nextInt(), 20, 0, random);
                return app.exitCode().isPresent();
              });

      assertThat(app.exitCode()).hasValue(1);
      assertThat(app.log())
          .contains(
              "newsdesk: The app failed (The brokers do not allow Write on topic "
                  + name
                  + ".category.sports to the app's user: allow it (kafka-acls.sh --add)");
    }
  }

  /** All at once, for each takes its time. */
  @Test
  void whateverPermissionIsTakenAwayIsNamed() {
    List<Withdrawal> withdrawals =
        List.of(
            new Withdrawal(
                "unwritten",
                topic("unwritten.category.world"),
                AclOperation.ALL,
                "Write on topic unwritten.category.world"),
            new Withdrawal(
                "unread",
                topic("unread.articles"),
                AclOperation.READ,
                "Read on topic unread.articles"),
            new Withdrawal(
                "unseen",
                topic("unseen.articles"),
                AclOperation.ALL,
                "Read on topic unseen.articles"),
            new Withdrawal(
                "alone",
                new ResourcePattern(ResourceType.GROUP, "alone", PatternType.LITERAL),
                AclOperation.READ,
                "Read on group alone"),
            new Withdrawal(
                "untransacted",
                new ResourcePattern(
                    ResourceType.TRANSACTIONAL_ID, "untransacted", PatternType.PREFIXED),
                AclOperation.WRITE,
                "Write on transactional ids that begin with untransacted-"));
    List<Labelling> running = new ArrayList<>();
    try {
      withdrawals.forEach(one -> running.add(labelling(one.name())));
      running.forEach(Labelling::awaitFirst);
      withdrawals.forEach(one -> broker.deny(one.name(), one.resource(), one.operation()));

      Labelling.patiently()
          .until(
              () -> {
                running.forEach(Labelling::send);
                return running.stream().allMatch(one -> one.app().failure().isPresent());
              });

      assertThat(running.stream().map(one -> one.app().health().explanation()).toList())
          .zipSatisfy(
              withdrawals,
              (said, one) ->
                  assertThat(said)
                      .contains("The brokers do not allow " + one.missing())
                      .contains("kafka-acls.sh --add"));
    } finally {
      running.forEach(Labelling::close);
    }
  }

  @Test
  void credentialsThatAreValidNoMoreAreWaitedFor() {
    try (Labelling one = labelling("expired")) {
      one.awaitFirst();
      broker.removePassword("expired");
      Labelling.patiently()
          .untilAsserted(
              () -> {
                one.send();
                assertThat(one.app().health().ready()).isFalse();
                assertThat(one.app().health().explanation())
                    .startsWith("The brokers at " + BROKER.bootstrapServers())
                    .contains("refuse the app's credentials");
              });
      one.requireDownFor(OUTAGE);
      broker.addPassword("expired");

      one.requireEverything();
    }
  }

  @Test
  void aQuotaThatOutlastsTransactionsIsNamedAndOutlasted() {
    try (Labelling one = labelling("slowed")) {
      one.awaitFirst();
      broker.setQuota("slowed", 1_000d);
      Labelling.patiently()
          .untilAsserted(
              () -> {
                one.send();
                assertThat(one.app().health().ready()).isFalse();
                assertThat(one.app().health().explanation())
                    .contains("raise the quota of its user");
              });
      broker.setQuota("slowed", null);

      one.requireEverything();
    }
  }

  private static Labelling labelling(String user) {
    broker.addUser(user);
    return new Labelling(settings(user), client(user));
  }

  private static ResourcePattern topic(String name) {
    return new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL);
  }

  private static Map<String, String> settings(String name) {
    Map<String, String> settings =
        new TestedApp(name, BROKER.bootstrapServers(), registry.url()).settings();
    settings.put("topic.partitions", "2");
    settings.put("threads", "1");
    settings.put("batch.size", "16");
    settings.put("kafka.transaction.timeout.ms", "10000");
    settings.put("kafka.state.dir", temporary.resolve("state").toString());
    SecuredBroker.credentials(name).forEach((key, value) -> settings.put("kafka." + key, value));
    return settings;
  }

  private static ClientSettings client(String name) {
    ClientSettings client = new TestedApp(name, BROKER.bootstrapServers(), registry.url()).client();
    return new ClientSettings(
        client.bootstrapServers(), client.registry(), client.topics(), SecuredBroker.operator());
  }

  /**
   * What is taken away from a user.
   *
   * @param name of user and app
   * @param missing what the app is to name
   */
  private record Withdrawal(
      String name, ResourcePattern resource, AclOperation operation, String missing) {}
}
