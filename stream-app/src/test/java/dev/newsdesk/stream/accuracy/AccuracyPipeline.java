package dev.newsdesk.stream.accuracy;

import dev.newsdesk.AccuracyReport;
import dev.newsdesk.ArticleLabel;
import dev.newsdesk.ClassifiedArticle;
import dev.newsdesk.schemas.AvroSerdes;
import dev.newsdesk.schemas.SchemaRegistry;
import dev.newsdesk.stream.Articles;
import dev.newsdesk.stream.LookedUpSchemas;
import dev.newsdesk.stream.MutableClock;
import dev.newsdesk.stream.config.SettingsReader;
import dev.newsdesk.stream.drift.DriftReferences;
import dev.newsdesk.stream.drift.Recalls;
import dev.newsdesk.stream.intake.WriterSchemas;
import dev.newsdesk.stream.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology of online accuracy without a broker, on Confluent's mock registry or another. */
final class AccuracyPipeline implements AutoCloseable {

  static final Topics TOPICS = new Topics("news");
  static final List<String> LABELS = List.of("World", "Sports", "Sci/Tech");
  static final Duration WAIT = Duration.ofHours(1);
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  /** Much earlier than the clock, as a backlog's. */
  private static final Instant TIMESTAMP = Instant.parse("2004-08-15T00:00:00Z");

  final RecordingAccuracy listener = new RecordingAccuracy();
  final RecordingDrift drift = new RecordingDrift();
  final MutableClock clock = new MutableClock(NOON);

  /** Sentences of the schemas that were given up, by their ids. */
  final Map<Integer, String> refused = new HashMap<>();

  final TopologyTestDriver driver;
  private final String applicationId = "app-" + UUID.randomUUID();
  private final Map<String, String> registrySettings;
  private final SchemaRegistry schemas;

  AccuracyPipeline() {
    this(Map.of("schema.registry.url", "mock://" + UUID.randomUUID()));
  }

  AccuracyPipeline(Map<String, String> registrySettings) {
    this(registrySettings, Optional.empty());
  }

  /** Counts by another time than that of its clock. */
  AccuracyPipeline(LongSupplier time) {
    this(Map.of("schema.registry.url", "mock://" + UUID.randomUUID()), Optional.of(time));
  }

  private AccuracyPipeline(Map<String, String> registrySettings, Optional<LongSupplier> time) {
    this.registrySettings = registrySettings;
    schemas = SchemaRegistry.connect(registrySettings);
    Map<String, String> settings = new HashMap<>();
    settings.put("schema.registry.url", "http://localhost:1");
    settings.put("application.id", applicationId);
    settings.put("bootstrap.servers", "localhost:1");
    settings.put("kafka.state.dir", "target/kafka-streams");
    driver =
        new TopologyTestDriver(
            new AccuracyTopology(
                    TOPICS,
                    LABELS,
                    WAIT,
                    Duration.ofMinutes(1),
                    schemas,
                    resolver(),
                    time.orElse(clock::millis),
                    listener,
                    references("gru-1", 100, 0),
                    drift)
                .build(),
            new SettingsReader(Map.of()).read(settings).accuracyProperties(),
            NOON);
  }

  private WriterSchemas resolver() {
    WriterSchemas lookedUp = new LookedUpSchemas(schemas);
    return new WriterSchemas() {
      @Override
      public boolean isSettled(int id) {
        return lookedUp.isSettled(id);
      }

      @Override
      public Optional<String> refusal(int id) {
        return Optional.ofNullable(refused.get(id));
      }
    };
  }

  /** Compares with published recalls of 90 %. */
  static DriftReferences references(String checkpointId, int referenceArticles, int restart) {
    Recalls published = new Recalls(LABELS.size());
    for (int c = 0; c < LABELS.size(); c++) {
      published.add(c, 1_000, 900);
    }
    return new DriftReferences(
        checkpointId,
        LABELS,
        published,
        referenceArticles,
        Map.of(),
        OptionalDouble.empty(),
        restart);
  }

  /** An article was given a category. */
  void predict(@Nullable String id, String category, String checkpointId) {
    predict(id, category, checkpointId, 0.75);
  }

  /** An article was given a category with a confidence. */
  void predict(@Nullable String id, String category, String checkpointId, double confidence) {
    ClassifiedArticle article =
        ClassifiedArticle.newBuilder()
            .setArticle(Articles.article(id == null ? "" : id, "Title"))
            .setCategory(category)
            .setConfidence(confidence)
            .setProbabilities(Map.of(category, 0.75))
            .setCheckpointId(checkpointId)
            .setClassifiedAt(NOON)
            .build();
    try (var serializer = AvroSerdes.serializer(ClassifiedArticle.class, registrySettings)) {
      send(TOPICS.category(category), id, serializer.serialize("any", article));
    }
  }

  /** A label was sent. */
  void label(String id, String category) {
    send(TOPICS.labels(), id, label(id, category, null));
  }

  byte[] label(String id, String category, @Nullable Instant labelledAt) {
    try (var serializer = AvroSerdes.serializer(ArticleLabel.class, registrySettings)) {
      return serializer.serialize("any", new ArticleLabel(id, category, labelledAt));
    }
  }

  void send(String topic, @Nullable String key, byte @Nullable [] value) {
    byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    driver
        .createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>(keyBytes, value, TIMESTAMP));
  }

  void advance(Duration duration) {
    clock.advance(duration);
    driver.advanceWallClockTime(duration);
  }

  /** An increment comes that a partition has handed on, appended now. */
  void increment(Cell cell, long count) {
    driver
        .createInputTopic(
            applicationId + "-accuracy-confusions-of-partitions-repartition",
            CellSerde.serde().serializer(),
            new LongSerializer())
        .pipeInput(new TestRecord<>(cell, count, clock.instant()));
  }

  /** Lets partitions hand on, and the sum be reported. */
  void settle() {
    advance(JoiningProcessor.INTERVAL);
    advance(JoiningProcessor.INTERVAL);
  }

  /** Reads the reports since the last call, in order. */
  List<KeyValue<String, AccuracyReport>> reports() {
    try (var values = AvroSerdes.deserializer(AccuracyReport.class, registrySettings)) {
      return driver
          .createOutputTopic(TOPICS.accuracy(), new StringDeserializer(), values)
          .readKeyValuesToList();
    }
  }

  /** Reads the latest report of each key since the last call. */
  Map<String, AccuracyReport> latestReports() {
    Map<String, AccuracyReport> latest = new HashMap<>();
    reports().forEach(report -> latest.put(report.key, report.value));
    return latest;
  }

  @Override
  public void close() {
    driver.close();
    schemas.close();
  }
}
