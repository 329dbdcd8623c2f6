package dev.newsdesk.stream.accuracy;

import dev.newsdesk.schemas.SchemaRegistry;
import dev.newsdesk.stream.drift.DriftReferences;
import dev.newsdesk.stream.intake.WriterSchemas;
import dev.newsdesk.stream.topics.InternalTopic;
import dev.newsdesk.stream.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The topology of online accuracy, which is a Kafka Streams application of its own. Labels meet the
 * predictions that the app has written, partition by partition, and what they count is summed up
 * through a topic of one partition. Predictions are read back from the categories' topics, so that
 * those alone count which were committed.
 *
 * <p>Everything is named, so that internal topics keep their names in later versions.
 *
 * @param topics where labels and predictions come from and reports go to
 * @param labels the categories
 * @param labelWait how long a label and a prediction wait for each other
 * @param window over which accuracy is reported beside that of all time
 * @param schemas where schemas are looked up; stays open
 * @param resolver tells which of them labels and predictions can be decoded with
 * @param time the brokers' time in milliseconds, the same for all instances
 * @param listener is told what becomes of labels and predictions
 * @param references what the drift detectors compare with
 * @param drift called back by the task of the drift detectors
 */
public record AccuracyTopology(
    Topics topics,
    List<String> labels,
    Duration labelWait,
    Duration window,
    SchemaRegistry schemas,
    WriterSchemas resolver,
    LongSupplier time,
    AccuracyListener listener,
    DriftReferences references,
    DriftListener drift) {

  static final String STANDINGS = "label-standings";
  static final String NAMES = "label-names";
  static final String WAITING = "label-waiting";
  static final String INCREMENTS = "confusion-increments";
  static final String CONFUSIONS = "confusions";
  static final String DRIFT = "drift";

  private static final String SOURCE = "predictions-and-labels";
  private static final String JOIN = "join-labels";
  private static final String HANDED_ON = "confusions-of-partitions";
  private static final String SUM = "sum-confusions";
  private static final String CELLS = "confusions-by-cell";
  private static final String COUNTS = "counts-of-partitions";
  private static final String DETECT = "detect-drift";

  /** Copies the collection. */
  public AccuracyTopology {
    labels = List.copyOf(labels);
  }

  /** Builds the topology and touches nothing else. */
  public Topology build() {
    Map<String, String> categories = new HashMap<>();
    labels.forEach(label -> categories.put(topics.category(label), label));
    StreamsBuilder builder = new StreamsBuilder();
    KStream<Integer, PartitionCounts> counts =
        builder.stream(
                sources(topics, labels),
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                    // Kafka Streams writes changelogs with it, and their topics refuse what a
                    // record's own may be: none, or one too far from now.
                    .withTimestampExtractor((record, before) -> time.getAsLong())
                    .withOffsetResetPolicy(AutoOffsetReset.earliest())
                    .withName(SOURCE))
            .process(new Joining(categories), Named.as(JOIN));
    counts
        .flatMap(AccuracyTopology::cells, Named.as(CELLS))
        .repartition(
            Repartitioned.<Cell, Long>as(HANDED_ON)
                .withKeySerde(CellSerde.serde())
                .withValueSerde(Serdes.Long())
                .withNumberOfPartitions(1))
        .process(new Summing(), Named.as(SUM))
        .to(
            topics.accuracy(),
            Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(topics.accuracy()));
    counts
        .repartition(
            Repartitioned.<Integer, PartitionCounts>as(COUNTS)
                .withKeySerde(Serdes.Integer())
                .withValueSerde(PartitionCountsSerde.serde())
                .withNumberOfPartitions(1))
        .process(new Detecting(), Named.as(DETECT));
    return builder.build();
  }

  /** Returns what it reads beside internal topics. */
  public static Set<String> sources(Topics topics, List<String> labels) {
    Set<String> sources = new HashSet<>(labels.stream().map(topics::category).toList());
    sources.add(topics.labels());
    return sources;
  }

  /**
   * Describes the internal topics that depend on settings or on other topics' partitions.
   *
   * @param applicationId what their names begin with
   * @param additionalRetention how long brokers keep a window of the store that has ended
   */
  public static List<InternalTopic> internalTopics(
      String applicationId,
      Topics topics,
      List<String> labels,
      Duration labelWait,
      Duration additionalRetention) {
    List<String> sources = List.copyOf(sources(topics, labels));
    LabelWait wait = LabelWait.of(labelWait);
    Map<String, String> standings = new HashMap<>(Standings.changelogConfigs(wait));
    standings.put(
        TopicConfig.RETENTION_MS_CONFIG,
        Long.toString(Standings.retentionMillis(wait) + additionalRetention.toMillis()));
    List<InternalTopic> internal = new ArrayList<>();
    internal.add(new InternalTopic(changelog(applicationId, STANDINGS), sources, standings));
    for (String store : List.of(NAMES, WAITING, INCREMENTS)) {
      internal.add(new InternalTopic(changelog(applicationId, store), sources, Map.of()));
    }
    return internal;
  }

  private static String changelog(String applicationId, String store) {
    return applicationId + "-" + store + "-changelog";
  }

  private static List<KeyValue<Cell, Long>> cells(Integer partition, PartitionCounts counts) {
    return counts.confusions().entrySet().stream()
        .map(entry -> KeyValue.pair(entry.getKey(), entry.getValue()))
        .toList();
  }

  private AccuracyCodec codec() {
    return new AccuracyCodec(schemas, resolver);
  }

  /** Makes the processors that join, and their stores. */
  private final class Joining
      implements ProcessorSupplier<byte[], byte[], Integer, PartitionCounts> {

    private final Map<String, String> categories;

    Joining(Map<String, String> categories) {
      this.categories = Map.copyOf(categories);
    }

    @Override
    public Processor<byte[], byte[], Integer, PartitionCounts> get() {
      return new JoiningProcessor(AccuracyTopology.this, categories, AccuracyTopology.this::codec);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(
          Standings.builder(STANDINGS, LabelWait.of(labelWait)),
          Names.builder(NAMES),
          WaitingCounts.builder(WAITING),
          Increments.builder(INCREMENTS));
    }
  }

  /** Makes the processor that sums up, and its store. */
  private final class Summing implements ProcessorSupplier<Cell, Long, byte[], byte[]> {

    @Override
    public Processor<Cell, Long, byte[], byte[]> get() {
      return new SummingProcessor(AccuracyTopology.this, AccuracyTopology.this::codec);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(Sums.builder(CONFUSIONS));
    }
  }

  /** Makes the processor that detects drift, and its store. */
  private final class Detecting implements ProcessorSupplier<Integer, PartitionCounts, Void, Void> {

    @Override
    public Processor<Integer, PartitionCounts, Void, Void> get() {
      return new DriftProcessor(references, drift);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(DriftStore.builder(DRIFT));
    }
  }
}
