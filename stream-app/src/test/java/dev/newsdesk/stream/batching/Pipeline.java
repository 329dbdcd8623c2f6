package dev.newsdesk.stream.batching;

import dev.newsdesk.Article;
import dev.newsdesk.ClassifiedArticle;
import dev.newsdesk.schemas.AvroSerdes;
import dev.newsdesk.schemas.SchemaRegistry;
import dev.newsdesk.stream.Articles;
import dev.newsdesk.stream.FakeNetwork;
import dev.newsdesk.stream.LookedUpSchemas;
import dev.newsdesk.stream.MutableClock;
import dev.newsdesk.stream.RecordingListener;
import dev.newsdesk.stream.classification.ArticleClassifier;
import dev.newsdesk.stream.classification.ArticleCodec;
import dev.newsdesk.stream.config.SettingsReader;
import dev.newsdesk.stream.intake.PartitionHolds;
import dev.newsdesk.stream.topics.OutputLimits;
import dev.newsdesk.stream.topics.TopicLimits;
import dev.newsdesk.stream.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The whole topology without a broker, on Confluent's mock registry. */
final class Pipeline implements AutoCloseable {

  static final Topics TOPICS = new Topics("news");
  static final Duration LINGER = Duration.ofMillis(100);
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  static final int MAX_BYTES = 2_000;

  final String applicationId = "app-" + UUID.randomUUID();
  final FakeNetwork network = new FakeNetwork();
  final RecordingListener listener = new RecordingListener();
  final Map<String, String> registry;
  final OutputLimits limits = new OutputLimits(Topics.DEAD_LETTER_MAX_BYTES, Integer.MAX_VALUE);
  final TopologyTestDriver driver;
  private final SchemaRegistry schemas;
  private final MutableClock clock = new MutableClock(NOON);
  private final TestInputTopic<byte[], byte[]> input;

  Pipeline(int batchSize) {
    this(batchSize, new DeadLetterLimit(1, 1_000));
  }

  Pipeline(int batchSize, DeadLetterLimit limit) {
    this(batchSize, limit, Map.of("schema.registry.url", "mock://" + UUID.randomUUID()));
  }

  Pipeline(int batchSize, DeadLetterLimit limit, Map<String, String> registry) {
    this.registry = registry;
    schemas = SchemaRegistry.connect(registry);
    limits.publish(
        Map.of(NewsTopology.changelog(applicationId), TopicLimits.withAppendTime(1_048_588)));
    var topology =
        new NewsTopology(
                TOPICS,
                FakeNetwork.LABELS,
                new FlushPolicy(batchSize, 1_000_000, LINGER),
                () ->
                    new ArticleClassifier(
                        new ArticleCodec(schemas, new LookedUpSchemas(schemas), TOPICS, MAX_BYTES),
                        network,
                        "checkpoint-1",
                        clock),
                clock,
                new PartitionHolds(new LookedUpSchemas(schemas)),
                limit,
                listener,
                1_048_588,
                limits)
            .build();
    var settings = new HashMap<>(registry);
    settings.put("application.id", applicationId);
    settings.put("bootstrap.servers", "localhost:1");
    driver =
        new TopologyTestDriver(
            topology, new SettingsReader(Map.of()).read(settings).streamsProperties(), NOON);
    input =
        driver.createInputTopic(
            TOPICS.articles(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Sends an article at a time that differs from the clock's. */
  void send(String id, String title) {
    send(id, bytes(Articles.article(id, title)));
  }

  void send(@Nullable String key, byte @Nullable [] value) {
    send(key, value, new RecordHeaders(), NOON.minusSeconds(3600));
  }

  void send(@Nullable String key, byte @Nullable [] value, Headers headers, Instant time) {
    byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    input.pipeInput(new TestRecord<>(keyBytes, value, headers, time));
  }

  byte[] bytes(Article article) {
    return Articles.bytes(article, registry);
  }

  void advance(Duration duration) {
    clock.advance(duration);
    driver.advanceWallClockTime(duration);
  }

  /** Reads what has arrived in a category since the last call. */
  List<TestRecord<String, ClassifiedArticle>> labelled(String label) {
    try (var values = AvroSerdes.deserializer(ClassifiedArticle.class, registry)) {
      return driver
          .createOutputTopic(TOPICS.category(label), new StringDeserializer(), values)
          .readRecordsToList();
    }
  }

  List<String> labelledIds(String label) {
    return labelled(label).stream().map(TestRecord::key).toList();
  }

  /** Reads the dead letters since the last call. */
  List<TestRecord<byte[], byte[]>> deadLetters() {
    return driver
        .createOutputTopic(
            TOPICS.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  @Override
  public void close() {
    driver.close();
    schemas.close();
  }
}
