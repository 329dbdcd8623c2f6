package dev.newsdesk.stream.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.stream.FakeBrokers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicInspectionTest {

  private static final String CHANGELOG = "newsdesk-pending-articles-changelog";
  private static final ClassificationTopics TOPICS =
      ClassificationTopics.of(
          new Topics("news"),
          List.of("World", "Sports"),
          new InternalTopic(
              CHANGELOG,
              List.of("news.articles"),
              Map.of("cleanup.policy", "compact", "max.message.bytes", "1000000")),
          new InternalTopic(
              "newsdesk-dead-letter-window-changelog", List.of("news.articles"), Map.of()));

  private boolean running;
  private final FakeBrokers admin = new FakeBrokers();
  private final OutputLimits limits = new OutputLimits(1_000, 9_000_000);
  private final TopicInspection inspection =
      new TopicInspection(admin, TOPICS, limits, Duration.ofSeconds(5), () -> running);

  @BeforeEach
  void create() throws Exception {
    for (String topic : TOPICS.all()) {
      create(topic);
    }
  }

  @AfterEach
  void close() {
    admin.close();
  }

  @Test
  void takesOverWhatTopicsAccept() throws Exception {
    alter("news.category.world", "max.message.bytes", "5000000");
    inspection.look();
    assertThat(limits.of("news.category.world").maxBytes()).isEqualTo(5_000_000);

    alter("news.category.world", "max.message.bytes", "4000");
    alter("news.category.sports", "message.timestamp.type", "LogAppendTime");
    inspection.look();
    assertThat(limits.of("news.category.world").maxBytes()).isEqualTo(4_000);
    assertThat(limits.of("news.category.sports").appendTime()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"news.articles", "news.category.world", "news.dead-letters", CHANGELOG})
  void aTopicThatIsGoneIsNamed(String topic) throws Exception {
    inspection.look();
    admin.deleteTopics(List.of(topic)).all().get();
    assertThatThrownBy(inspection::look)
        .isInstanceOf(UnusableTopicException.class)
        .hasMessageStartingWith("Topic " + topic + " has been deleted: ");

    create(topic);
    if (topic.equals("news.articles")) {
      assertThatThrownBy(inspection::look)
          .isInstanceOf(UnusableTopicException.class)
          .hasMessageStartingWith("Topic news.articles has been deleted and created again");
    } else {
      assertThatCode(inspection::look).doesNotThrowAnyException();
    }
  }

  @Test
  void aChangelogThatIsYetToComeIsNotMissed() throws Exception {
    admin.deleteTopics(List.of(CHANGELOG)).all().get();
    assertThatCode(inspection::look).doesNotThrowAnyException();
    running = true;
    assertThatThrownBy(inspection::look)
        .isInstanceOf(UnusableTopicException.class)
        .hasMessageStartingWith("Topic " + CHANGELOG + " has been deleted: ");
  }

  @Test
  void articlesWithFewerPartitionsThanTheChangelogAreRefusedWithTheCommandToRun() throws Exception {
    admin.deleteTopics(List.of(CHANGELOG)).all().get();
    create(CHANGELOG, 5);
    assertThatThrownBy(inspection::look)
        .isInstanceOf(UnusableTopicException.class)
        .hasMessage(
            "Topic newsdesk-pending-articles-changelog has 5 partitions and news.articles has 2, so"
                + " that what waits in the others could not leave: run kafka-topics.sh --alter"
                + " --topic news.articles --partitions 5.");
  }

  @Test
  void theChangelogFollowsTheSettingsAndMayAcceptMore() throws Exception {
    alter(CHANGELOG, "max.message.bytes", "900000");
    alter(CHANGELOG, "cleanup.policy", "delete");
    inspection.look();
    assertThat(config(CHANGELOG, "max.message.bytes")).isEqualTo("1000000");
    assertThat(config(CHANGELOG, "cleanup.policy")).isEqualTo("compact");
    alter(CHANGELOG, "max.message.bytes", "7000000");
    inspection.look();
    assertThat(config(CHANGELOG, "max.message.bytes")).isEqualTo("7000000");
  }

  private String config(String topic, String key) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
    return Objects.requireNonNull(config).get(key).value();
  }

  @Test
  void deadLettersThatAreCompactedAreRefused() throws Exception {
    inspection.look();
    alter("news.dead-letters", "cleanup.policy", "compact,delete");
    assertThatThrownBy(inspection::look)
        .isInstanceOf(UnusableTopicException.class)
        .hasMessageEndingWith("set its cleanup.policy to delete.");
  }

  @Test
  void brokersThatDoNotAnswerAreNoProblemOfATopic() throws Exception {
    inspection.look();
    admin.timeoutNextRequest(1);
    assertThatThrownBy(inspection::look).isInstanceOf(ExecutionException.class);
    assertThatCode(inspection::look).doesNotThrowAnyException();
  }

  private void create(String topic) throws Exception {
    create(topic, 2);
  }

  private void create(String topic, int partitions) throws Exception {
    admin
        .createTopics(
            List.of(
                new NewTopic(topic, partitions, (short) 1)
                    .configs(
                        Map.of(
                            "max.message.bytes",
                            "2097152",
                            "cleanup.policy",
                            topic.equals(CHANGELOG) ? "compact" : "delete"))))
        .all()
        .get();
  }

  private void alter(String topic, String key, String value) throws Exception {
    admin
        .incrementalAlterConfigs(
            Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET))))
        .all()
        .get();
  }
}
