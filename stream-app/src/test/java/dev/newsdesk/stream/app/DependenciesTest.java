package dev.newsdesk.stream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.schemas.InnermostCause;
import dev.newsdesk.stream.ClosedPort;
import dev.newsdesk.stream.FakeBrokers;
import dev.newsdesk.stream.FakeRegistry;
import dev.newsdesk.stream.batching.NewsTopology;
import dev.newsdesk.stream.config.SettingsReader;
import dev.newsdesk.stream.config.StreamSettings;
import dev.newsdesk.stream.topics.ClassificationTopics;
import dev.newsdesk.stream.topics.OutputLimits;
import dev.newsdesk.stream.topics.Topics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DependenciesTest {

  private static final List<String> LABELS = List.of("World");
  private static final Topics NEWS = new Topics("news");
  private static final ClassificationTopics TOPICS =
      ClassificationTopics.of(
          NEWS,
          LABELS,
          NewsTopology.changelog("newsdesk", NEWS, 1_048_588),
          NewsTopology.deadLetterWindow("newsdesk", NEWS));

  private final FakeRegistry registry = new FakeRegistry();
  private final FakeBrokers admin = new FakeBrokers();

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void topicsAreCreatedOnceBrokersAndRegistryAnswer() throws Exception {
    dependencies(registry.url()).require(LABELS, TOPICS, new OutputLimits(1_000, 1_000));
    assertThat(admin.listTopics().names().get())
        .contains(
            "news.articles",
            "news.labels",
            "news.category.world",
            "news.accuracy",
            "news.dead-letters");
  }

  @Test
  void topicsOfAccuracyThatDoNotFitHoldNobodyElseUp() throws Exception {
    admin.createTopics(List.of(new NewTopic("news.labels", 7, (short) 1))).all().get();
    dependencies(registry.url()).require(LABELS, TOPICS, new OutputLimits(1_000, 1_000));

    assertThatThrownBy(() -> dependencies(registry.url()).requireForAccuracy(LABELS))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith(
            "Topic news.category.world has 4 partitions and news.labels has 7, so that labels would"
                + " miss their articles:");
  }

  @Test
  void whereAccuracyIsOffItHasNoTopic() throws Exception {
    dependencies(registry.url(), "false").require(LABELS, TOPICS, new OutputLimits(1_000, 1_000));
    assertThat(admin.listTopics().names().get()).doesNotContain("news.accuracy");
  }

  @Test
  void aRegistryThatIsAwayForTooLongIsNamedAndItsPasswordIsNot() throws IOException {
    String closed = ClosedPort.address();
    assertThatThrownBy(
            () ->
                dependencies("http://news:desk@" + closed)
                    .require(LABELS, TOPICS, new OutputLimits(1_000, 1_000)))
        .isInstanceOf(StartupException.class)
        .hasMessage(
            "No schema registry answers at http://"
                + closed
                + " (Connection refused): start one, or correct schema.registry.url.");
  }

  @Test
  void aRegistryThatRefusesIsNamed() {
    registry.away(true);
    assertThatThrownBy(
            () ->
                dependencies(registry.url())
                    .require(LABELS, TOPICS, new OutputLimits(1_000, 1_000)))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("No schema registry answers at " + registry.url() + " (away");
  }

  @Test
  void anAddressThatIsNoneIsNamed() {
    assertThatThrownBy(
            () ->
                dependencies("localhost:8081")
                    .require(LABELS, TOPICS, new OutputLimits(1_000, 1_000)))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("No schema registry answers at localhost:8081 (");
  }

  @Test
  void aBrokerThatDoesNotAnswerIsNamed() {
    admin.timeoutNextRequest(1);
    assertThatThrownBy(
            () ->
                dependencies(registry.url())
                    .require(LABELS, TOPICS, new OutputLimits(1_000, 1_000)))
        .isInstanceOf(StartupException.class)
        .hasMessage(
            "No Kafka broker answers at localhost:1: start one, or correct bootstrap.servers.");
  }

  @Test
  void aBrokersNameMayBecomeKnownLater() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Supplier<Admin> later =
        () -> {
          if (asked.incrementAndGet() == 1) {
            throw new KafkaException(
                "Failed to create new KafkaAdminClient",
                new ConfigException("No resolvable bootstrap urls given in bootstrap.servers"));
          }
          return admin;
        };
    new Dependencies(settings("broker:9092", registry.url(), "true"), later)
        .require(LABELS, TOPICS, new OutputLimits(1_000, 1_000));
    assertThat(admin.listTopics().names().get()).contains("news.articles");
  }

  @Test
  void aBrokersNameThatStaysUnknownIsABrokerThatDoesNotAnswer() {
    assertThatThrownBy(
            () ->
                new Dependencies(settings("nowhere.invalid:9092", registry.url(), "true"))
                    .require(LABELS, TOPICS, new OutputLimits(1_000, 1_000)))
        .isInstanceOf(StartupException.class)
        .hasMessage(
            "No Kafka broker answers at nowhere.invalid:9092: start one, or correct"
                + " bootstrap.servers.");
  }

  @Test
  void aTopicThatCannotBeUsedIsNamed() {
    admin.loseLeaders();
    assertThatThrownBy(
            () ->
                dependencies(registry.url())
                    .require(LABELS, TOPICS, new OutputLimits(1_000, 1_000)))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("Not every partition of the topics under news. has a broker");
  }

  @Test
  void aCauseFitsIntoASentence() {
    var refusal = new ExecutionException(new SaslAuthenticationException("Wrong\n password."));
    assertThat(InnermostCause.of(refusal)).isEqualTo("Wrong password");
  }

  private Dependencies dependencies(String registryUrl) {
    return dependencies(registryUrl, "true");
  }

  private Dependencies dependencies(String registryUrl, String accuracy) {
    return new Dependencies(settings("localhost:1", registryUrl, accuracy), () -> admin);
  }

  private static StreamSettings settings(String brokers, String registryUrl, String accuracy) {
    return new SettingsReader(Map.of())
        .read(
            Map.of(
                "bootstrap.servers",
                brokers,
                "schema.registry.url",
                registryUrl,
                "accuracy.enabled",
                accuracy,
                "startup.timeout.ms",
                "300"));
  }
}
