package dev.newsdesk.stream.batching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.Article;
import dev.newsdesk.ClassifiedArticle;
import dev.newsdesk.internal.PendingArticle;
import dev.newsdesk.schemas.AvroSerdes;
import dev.newsdesk.schemas.SchemaRegistry;
import dev.newsdesk.stream.Articles;
import dev.newsdesk.stream.FakeNetwork;
import dev.newsdesk.stream.LookedUpSchemas;
import dev.newsdesk.stream.MutableClock;
import dev.newsdesk.stream.RecordingListener;
import dev.newsdesk.stream.intake.PartitionHolds;
import dev.newsdesk.stream.topics.OutputLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class NewsTopologyTest {

  @Test
  void aFullBatchLeavesWithItsLastArticle() {
    try (var pipeline = new Pipeline(3)) {
      pipeline.send("a", "World: a");
      pipeline.send("b", "World: b");
      assertThat(pipeline.labelledIds("World")).isEmpty();
      pipeline.send("c", "World: c");
      assertThat(pipeline.labelledIds("World")).containsExactly("a", "b", "c");
      assertThat(pipeline.network.calls()).hasSize(1);
    }
  }

  @Test
  void anIncompleteBatchLeavesWhenItsOldestArticleHasWaited() {
    try (var pipeline = new Pipeline(3)) {
      pipeline.send("a", "World: a");
      pipeline.advance(Pipeline.LINGER.minusMillis(1));
      pipeline.send("b", "World: b");
      assertThat(pipeline.labelledIds("World")).isEmpty();
      pipeline.advance(Pipeline.LINGER.dividedBy(2).plusMillis(1));
      assertThat(pipeline.labelledIds("World")).containsExactly("a", "b");
      assertThat(pipeline.driver.getKeyValueStore(NewsTopology.STORE).approximateNumEntries())
          .isZero();
    }
  }

  @Test
  void eachCategoryHasItsTopic() {
    try (var pipeline = new Pipeline(4)) {
      FakeNetwork.LABELS.forEach(label -> pipeline.send(label, label + ": news"));
      assertThat(pipeline.driver.producedTopicNames())
          .contains(
              "news.category.world",
              "news.category.sports",
              "news.category.business",
              "news.category.sci-tech");
      for (String label : FakeNetwork.LABELS) {
        assertThat(pipeline.labelledIds(label)).containsExactly(label);
      }
      assertThat(pipeline.deadLetters()).isEmpty();
    }
  }

  @Test
  void anArticleKeepsItsTimestampAndHeadersAndItsIdIsTheKey() {
    var headers = new RecordHeaders();
    headers.add("trace", new byte[] {1}).add("trace", new byte[] {2}).add("empty", null);
    Instant time = Instant.parse("2020-01-02T03:04:05.678Z");
    Article article =
        Article.newBuilder()
            .setId("a-1")
            .setTitle("Sports: Cup final")
            .setDescription("Tonight.")
            .setSource("Newsdesk")
            .build();
    try (var pipeline = new Pipeline(1)) {
      pipeline.send("another key", pipeline.bytes(article), headers, time);
      pipeline.send(null, pipeline.bytes(article), headers, time);
      List<TestRecord<String, ClassifiedArticle>> labelled = pipeline.labelled("Sports");
      assertThat(labelled).hasSize(2);
      for (TestRecord<String, ClassifiedArticle> record : labelled) {
        assertThat(record.key()).isEqualTo("a-1");
        assertThat(record.getRecordTime()).isEqualTo(time);
        assertThat(record.headers()).isEqualTo(headers);
        assertThat(record.value())
            .isEqualTo(
                ClassifiedArticle.newBuilder()
                    .setArticle(article)
                    .setCategory("Sports")
                    .setConfidence(0.75)
                    .setProbabilities(Map.of("Sports", 0.75))
                    .setCheckpointId("checkpoint-1")
                    .setClassifiedAt(Pipeline.NOON)
                    .build());
      }
      assertThat(pipeline.network.calls().get(0)).containsExactly("Sports: Cup final Tonight.");
    }
  }

  @Test
  void aRecordWithoutATimestampGetsTheClocks() {
    // The driver refuses to send such a record.
    assertThat(extracted(-1)).isEqualTo(Pipeline.NOON.toEpochMilli());
    assertThat(extracted(0)).isZero();
    assertThat(extracted(7)).isEqualTo(7);
  }

  private static long extracted(long timestamp) {
    var topology =
        new NewsTopology(
            Pipeline.TOPICS,
            FakeNetwork.LABELS,
            new FlushPolicy(1, 1_000_000, Pipeline.LINGER),
            () -> {
              throw new AssertionError();
            },
            new MutableClock(Pipeline.NOON),
            new PartitionHolds(
                new LookedUpSchemas(
                    SchemaRegistry.connect(Map.of("schema.registry.url", "mock://x")))),
            new DeadLetterLimit(1, 1_000),
            new RecordingListener(),
            1_048_588,
            new OutputLimits(1_048_588, 1_048_588));
    return topology.timestamp(
        new ConsumerRecord<>(
            Articles.TOPIC,
            0,
            0,
            timestamp,
            TimestampType.CREATE_TIME,
            0,
            0,
            "key",
            "value",
            new RecordHeaders(),
            Optional.empty()),
        5);
  }

  @Test
  void anArticleOutlivesACrashInTheChangelog() {
    List<KeyValue<Integer, PendingArticle>> changelog;
    try (var pipeline = new Pipeline(10)) {
      pipeline.send("a", "World: a");
      pipeline.send("b", "World: b");
      changelog = changelog(pipeline);
      // The driver stops here: nothing of it but what its changelog topic has is used below.
    }
    assertThat(changelog).extracting(entry -> entry.key).containsExactly(0, 1);

    var restored = PendingStore.in(new MockProcessorContext<>());
    changelog.forEach(entry -> restored.put(entry.key, entry.value));
    assertThat(new PendingArticles(restored).inOrder())
        .extracting(article -> StandardCharsets.UTF_8.decode(article.getKey()).toString())
        .containsExactly("a", "b");
  }

  @Test
  void whatHasLeftIsDeletedFromTheChangelog() {
    try (var pipeline = new Pipeline(2)) {
      pipeline.send("a", "World: a");
      pipeline.send("b", "World: b");
      assertThat(changelog(pipeline)).extracting(entry -> entry.value).last().isNull();
    }
  }

  @Test
  void theClassifierIsClosedWithTheTopology() {
    var pipeline = new Pipeline(2);
    assertThat(pipeline.network.closed()).isFalse();
    pipeline.close();
    assertThat(pipeline.network.closed()).isTrue();
  }

  @Test
  void nodesAndStoreHaveTheNamesThatAnUpgradeNeeds() {
    try (var pipeline = new Pipeline(2)) {
      pipeline.send("a", "World: a");
      assertThat(pipeline.driver.producedTopicNames())
          .anyMatch(name -> name.endsWith("-pending-articles-changelog"));
      assertThat(pipeline.driver.getAllStateStores())
          .containsOnlyKeys("pending-articles", "dead-letter-window");
    }
  }

  @Test
  void aLateArticleStillWaitsForItsOwnLinger() {
    try (var pipeline = new Pipeline(10)) {
      pipeline.advance(Duration.ofHours(1));
      pipeline.send("a", "World: a");
      assertThat(pipeline.labelledIds("World")).isEmpty();
      pipeline.advance(Pipeline.LINGER.multipliedBy(2));
      assertThat(pipeline.labelledIds("World")).containsExactly("a");
    }
  }

  private static List<KeyValue<Integer, PendingArticle>> changelog(Pipeline pipeline) {
    String topic =
        pipeline.driver.producedTopicNames().stream()
            .filter(name -> name.endsWith("changelog"))
            .findFirst()
            .orElseThrow();
    return pipeline
        .driver
        .createOutputTopic(
            topic, new IntegerDeserializer(), AvroSerdes.pendingArticles().deserializer())
        .readKeyValuesToList();
  }
}
