package dev.newsdesk.stream.config;

import dev.newsdesk.stream.batching.DeadLetterLimit;
import dev.newsdesk.stream.batching.FlushPolicy;
import dev.newsdesk.stream.secrets.HiddenValues;
import dev.newsdesk.stream.topics.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Everything that can be set.
 *
 * @param applicationId names the app's consumer group, internal topics and transactions
 * @param bootstrapServers the brokers
 * @param registry settings of the schema registry's client, its address among them
 * @param topics the topics' names
 * @param partitions of each topic that is created
 * @param inference what is served, and how it runs
 * @param threads stream threads
 * @param standbyReplicas copies of the waiting articles that other instances keep at hand
 * @param policy when a batch leaves
 * @param intake what is let in
 * @param articleMaxBytes upper bound for an article's value, incoming or labelled
 * @param deadLetterLimit how many dead letters are too many
 * @param accuracy how answers are compared with labels
 * @param drift what the detectors of drift compare a feed with
 * @param http where and under which names health, metrics and the page answer
 * @param startupTimeout how long brokers and registry may take to answer when the app starts
 * @param kafka settings handed to Kafka Streams as they are; they win over the app's own
 */
public record StreamSettings(
    String applicationId,
    String bootstrapServers,
    Map<String, String> registry,
    Topics topics,
    int partitions,
    InferenceSettings inference,
    int threads,
    int standbyReplicas,
    FlushPolicy policy,
    IntakeSettings intake,
    int articleMaxBytes,
    DeadLetterLimit deadLetterLimit,
    AccuracySettings accuracy,
    DriftSettings drift,
    HttpSettings http,
    Duration startupTimeout,
    Map<String, String> kafka) {

  private static final String ACCURACY = "-accuracy";

  /** Copies the collections. */
  public StreamSettings {
    registry = HiddenValues.copyOf(registry);
    kafka = HiddenValues.copyOf(kafka);
  }

  /** Returns the configuration for Kafka Streams. */
  public Properties streamsProperties() {
    Properties properties = new Properties();
    KafkaSetting.of(this).forEach(setting -> properties.put(setting.key(), setting.value()));
    properties.putAll(kafka);
    return properties;
  }

  /**
   * Returns the id of online accuracy's Kafka Streams application: its consumer group, internal
   * topics and transactions are named after it.
   */
  public String accuracyApplicationId() {
    return applicationId + ACCURACY;
  }

  /** Returns the topic by whose records online accuracy measures the brokers' time. */
  public String clockTopic() {
    return accuracyApplicationId() + "-clock";
  }

  /** Returns the configuration for online accuracy's Kafka Streams. */
  public Properties accuracyProperties() {
    Properties properties = streamsProperties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, accuracyApplicationId());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, accuracy.threads());
    for (KafkaSetting setting : KafkaSetting.ofAccuracy()) {
      if (!kafka.containsKey(setting.key())) {
        properties.put(setting.key(), setting.value());
      }
    }
    // Increments are counted by the time at which brokers append them.
    properties.putIfAbsent(
        StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG), "LogAppendTime");
    // Two clients of one id would share the names of threads and of metrics.
    properties.computeIfPresent(StreamsConfig.CLIENT_ID_CONFIG, (key, id) -> id + ACCURACY);
    return properties;
  }

  /**
   * Returns the settings for Kafka's admin client, the same that Kafka Streams gives its own.
   *
   * @param use what the client is for: a part of its name
   */
  public Map<String, Object> adminProperties(String use) {
    return new StreamsConfig(streamsProperties()).getAdminConfigs(applicationId + "-" + use);
  }

  /**
   * Returns the settings for a consumer without a group, the same that Kafka Streams gives its own.
   */
  public Map<String, Object> readerProperties() {
    return new StreamsConfig(streamsProperties())
        .getRestoreConsumerConfigs(applicationId + "-reader");
  }

  /** Returns how long the brokers let a transaction take. */
  public Duration transactionTimeout() {
    return Duration.ofMillis(new Consistency(this).transactionTimeout());
  }

  /** Returns the time between two commits. */
  public Duration commitInterval() {
    return Duration.ofMillis(new Consistency(this).commitInterval());
  }

  /** Returns how long a batch may take, from its first record to its commit. */
  public Duration batchTimeout() {
    return transactionTimeout().minus(commitInterval()).minus(Consistency.COMMIT_RESERVE);
  }

  /** Returns how long brokers keep what a window store has forgotten. */
  public Duration additionalRetention() {
    return Duration.ofMillis(
        new StreamsConfig(streamsProperties())
            .getLong(StreamsConfig.WINDOW_STORE_CHANGE_LOG_ADDITIONAL_RETENTION_MS_CONFIG));
  }

  /** Returns the largest record in bytes that the producer sends. */
  public int producerMaxBytes() {
    return new Consistency(this).producerMaxBytes();
  }

  /** Tells whether this instance keeps its place in the group while it restarts. */
  public boolean isStaticMember() {
    return kafka.containsKey(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG)
        || kafka.containsKey(
            StreamsConfig.consumerPrefix(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG))
        || kafka.containsKey(
            StreamsConfig.mainConsumerPrefix(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG));
  }
}
