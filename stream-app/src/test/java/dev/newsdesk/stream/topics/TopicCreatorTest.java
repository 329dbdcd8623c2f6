package dev.newsdesk.stream.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.stream.FakeBrokers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicCreatorTest {

  private static final List<String> LABELS = List.of("World", "Sci/Tech");

  private final FakeBrokers admin = new FakeBrokers();
  private final TopicCreator creator =
      new TopicCreator(admin, new Topics("news"), Duration.ofSeconds(5));

  @AfterEach
  void close() {
    admin.close();
  }

  @Test
  void createsWhatIsMissing() throws Exception {
    creator.createMissing(LABELS, 3, 524_288);
    assertThat(topics())
        .containsExactlyInAnyOrder(
            "news.articles", "news.category.world", "news.category.sci-tech", "news.dead-letters");
    for (String topic : topics()) {
      assertThat(describe(topic).partitions()).as(topic).hasSize(3);
    }
  }

  @Test
  void waitsUntilTheBrokersHaveHeardOfATopicThatAnotherInstanceCreates() throws Exception {
    admin.hearOfTopicsAfter(2);
    creator.createMissing(LABELS, 3, 524_288);
    assertThat(describe("news.articles").partitions()).hasSize(3);
  }

  @Test
  void leavesAloneWhatIsThere() throws Exception {
    admin.createTopics(List.of(new NewTopic("news.articles", 7, (short) 1))).all().get();
    creator.createMissing(LABELS, 3, 524_288);
    creator.createMissing(LABELS, 4, 524_288);
    assertThat(describe("news.articles").partitions()).hasSize(7);
    creator.createLabels(3);
    creator.createLabels(4);
    assertThat(describe("news.labels").partitions()).hasSize(3);
    assertThat(topics()).hasSize(5);
  }

  @Test
  void deadLettersMayBeLargerThanWhatIsWrong() throws Exception {
    creator.createMissing(LABELS, 1, 524_288);
    assertThat(maxMessageBytes("news.dead-letters")).isEqualTo("2097152");
  }

  @Test
  void aCategoryTakesTheLargestArticleAndNeverLessThanKafkasDefault() throws Exception {
    creator.createMissing(List.of("World"), 1, 524_288);
    creator.createMissing(List.of("Sports"), 1, 5_000_000);
    assertThat(maxMessageBytes("news.category.world")).isEqualTo("1048588");
    assertThat(maxMessageBytes("news.category.sports")).isEqualTo("5065536");
  }

  private String maxMessageBytes(String topic) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
    return Objects.requireNonNull(config).get("max.message.bytes").value();
  }

  @Test
  void aTopicThatIsThereMustTakeWhatTheAppMayWrite() throws Exception {
    creator.createMissing(LABELS, 1, 524_288);
    assertThatThrownBy(() -> creator.createMissing(LABELS, 1, 1_000_000))
        .isInstanceOf(UnusableTopicException.class)
        .hasMessageMatching(
            "Topic news.category.(world|sci-tech) takes records of 1048588 bytes, and the app may"
                + " write 1065536: set its max.message.bytes to 1065536 or more.");
  }

  @Test
  void reportsOnAccuracyAreKeptByKeyInOnePartition() throws Exception {
    creator.createMissing(LABELS, 3, 524_288);
    creator.createLabels(3);
    creator.prepareAccuracy(LABELS);
    creator.prepareAccuracy(LABELS);
    assertThat(describe("news.accuracy").partitions()).hasSize(1);
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, "news.accuracy");
    var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
    assertThat(Objects.requireNonNull(config).get("cleanup.policy").value())
        .isEqualTo("compact,delete");
  }

  @Test
  void labelsMustHaveAsManyPartitionsAsTheirArticles() throws Exception {
    admin.createTopics(List.of(new NewTopic("news.labels", 7, (short) 1))).all().get();
    creator.createMissing(LABELS, 3, 524_288);
    assertThatThrownBy(() -> creator.prepareAccuracy(LABELS))
        .isInstanceOf(UnusableTopicException.class)
        .hasMessageMatching(
            "Topic news.category.(world|sci-tech) has 3 partitions and news.labels has 7, so that"
                + " labels would miss their articles: recreate one with the other's number, or set"
                + " accuracy.enabled to false.");
  }

  @Test
  void partitionsMustHaveLeaders() {
    admin.loseLeaders();
    assertThatThrownBy(() -> creator.createMissing(LABELS, 1, 524_288))
        .isInstanceOf(UnusableTopicException.class)
        .hasMessage(
            "Not every partition of the topics under news. has a broker that leads it and answers:"
                + " wait until all brokers are up.");
  }

  @Test
  void aBrokerThatDoesNotAnswerIsTheCallersToExplain() {
    admin.timeoutNextRequest(1);
    assertThatThrownBy(() -> creator.createMissing(LABELS, 1, 524_288))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(TimeoutException.class);
  }

  private Set<String> topics() throws Exception {
    return admin.listTopics().names().get();
  }

  private TopicDescription describe(String topic) throws Exception {
    return Objects.requireNonNull(
        admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic));
  }
}
