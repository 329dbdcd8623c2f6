package dev.newsdesk.stream.batching;

import dev.newsdesk.schemas.AvroSerdes;
import dev.newsdesk.stream.classification.ArticleClassifier;
import dev.newsdesk.stream.intake.PartitionHolds;
import dev.newsdesk.stream.topics.InternalTopic;
import dev.newsdesk.stream.topics.OutputLimits;
import dev.newsdesk.stream.topics.Topics;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The topology: articles → classify → a sink for each category and one for dead letters. Records
 * stay bytes until they are classified, so that no record can stop the app.
 *
 * @param topics where articles come from and go to
 * @param labels the categories
 * @param policy when a batch leaves
 * @param classifiers makes a classifier for each partition; the processor closes it
 * @param clock tells how long an article has waited
 * @param holds which partitions wait for a schema
 * @param deadLetterLimit how many dead letters stop the app
 * @param listener is told what happens to articles
 * @param changelogMaxBytes largest record of the waiting articles' changelog
 * @param limits what the topics that are written accept
 */
public record NewsTopology(
    Topics topics,
    List<String> labels,
    FlushPolicy policy,
    Supplier<ArticleClassifier> classifiers,
    Clock clock,
    PartitionHolds holds,
    DeadLetterLimit deadLetterLimit,
    BatchListener listener,
    int changelogMaxBytes,
    OutputLimits limits) {

  /** Name of the store of waiting articles; its changelog is named after it. */
  static final String STORE = "pending-articles";

  private static final Map<String, String> CHANGELOG =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_COMPACT,
          // Kafka Streams writes it with an article's timestamp, which may be any.
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
          "LogAppendTime");

  private static final String SOURCE = "articles";
  private static final String PROCESSOR = "classify";

  /** Copies the collection. */
  public NewsTopology {
    labels = List.copyOf(labels);
  }

  /** Builds the topology and touches nothing else. */
  public Topology build() {
    Topology topology = new Topology();
    topology.addSource(
        AutoOffsetReset.earliest(),
        SOURCE,
        this::timestamp,
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        topics.articles());
    topology.addProcessor(PROCESSOR, new Suppliers(), SOURCE);
    for (String label : labels) {
      addSink(topology, topics.category(label));
    }
    addSink(topology, topics.deadLetters());
    return topology;
  }

  /** Returns the name that Kafka Streams gives the topic that keeps the waiting articles. */
  static String changelog(String applicationId) {
    return applicationId + "-" + STORE + "-changelog";
  }

  /**
   * Describes the topic that keeps the waiting articles.
   *
   * @param maxBytes its largest record
   */
  public static InternalTopic changelog(String applicationId, Topics topics, int maxBytes) {
    return new InternalTopic(
        changelog(applicationId), List.of(topics.articles()), changelogConfigs(maxBytes));
  }

  /** Describes the topic that keeps the counts of dead letters. */
  public static InternalTopic deadLetterWindow(String applicationId, Topics topics) {
    return new InternalTopic(
        applicationId + "-" + DeadLetterTally.STORE + "-changelog",
        List.of(topics.articles()),
        CHANGELOG);
  }

  private static Map<String, String> changelogConfigs(int maxBytes) {
    Map<String, String> configs = new HashMap<>(CHANGELOG);
    configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxBytes));
    return configs;
  }

  /** Kafka Streams' own extractor stops the app at a record that has no timestamp. */
  long timestamp(ConsumerRecord<Object, Object> record, long partitionTime) {
    return record.timestamp() >= 0 ? record.timestamp() : clock.millis();
  }

  /** A sink is named after its topic, so that an upgraded app finds everything again. */
  private static void addSink(Topology topology, String topic) {
    topology.addSink(topic, topic, new ByteArraySerializer(), new ByteArraySerializer(), PROCESSOR);
  }

  private StoreBuilder<?> store() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(STORE), Serdes.Integer(), AvroSerdes.pendingArticles())
        .withLoggingEnabled(changelogConfigs(changelogMaxBytes))
        .withCachingEnabled();
  }

  private static StoreBuilder<?> deadLetterWindow() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(DeadLetterTally.STORE),
            Serdes.Integer(),
            Serdes.ByteArray())
        .withLoggingEnabled(CHANGELOG)
        .withCachingEnabled();
  }

  /** Makes the processors and their stores. */
  private final class Suppliers
      implements ProcessorSupplier<
          byte @Nullable [], byte @Nullable [], byte @Nullable [], byte @Nullable []> {

    /** One for all partitions: a topic of something else has bad records in each. */
    private final DeadLetterWatch deadLetterWatch = new DeadLetterWatch(deadLetterLimit);

    private final ThreadLocal<ThreadBatches> threadBatches =
        ThreadLocal.withInitial(
            () -> new ThreadBatches(batch -> BatchingProcessor.isHeld(holds, batch)));

    @Override
    public Processor<byte @Nullable [], byte @Nullable [], byte @Nullable [], byte @Nullable []>
        get() {
      return new BatchingProcessor(
          policy,
          classifiers,
          threadBatches::get,
          topics,
          context -> new OutputChecks(limits, topics, labels, context.applicationId()),
          clock,
          holds,
          deadLetterWatch,
          listener);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(store(), deadLetterWindow());
    }
  }
}
