package dev.newsdesk.stream.config;

import dev.newsdesk.stream.batching.DeadLetterLimit;
import dev.newsdesk.stream.batching.FlushPolicy;
import dev.newsdesk.stream.topics.Topics;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
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
 * @param articleMaxBytes upper bound for an article's value, incoming or labelled
 * @param deadLetterLimit how many dead letters are too many
 * @param http where health and metrics answer; its name is not looked up yet
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
    int articleMaxBytes,
    DeadLetterLimit deadLetterLimit,
    InetSocketAddress http,
    Duration startupTimeout,
    Map<String, String> kafka) {

  /** Room in a produced record beyond the value, for key, headers and a dead letter's stack. */
  private static final int RECORD_OVERHEAD_BYTES = 1024 * 1024;

  /**
   * Above what a full batch may wait for the registry, and short: readers of committed records wait
   * this long for the transaction of an instance that was killed.
   */
  private static final int TRANSACTION_TIMEOUT_MS = 20_000;

  /** Copies the collections. */
  public StreamSettings {
    registry = Map.copyOf(registry);
    kafka = Map.copyOf(kafka);
  }

  /** Returns the configuration for Kafka Streams. */
  public Properties streamsProperties() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbyReplicas);
    // A thread that waits for records notices neither the clock nor a batch that is due.
    properties.put(
        StreamsConfig.POLL_MS_CONFIG, Math.max(1, Math.min(100, policy.linger().toMillis() / 2)));
    // What follows has no producer's prefix, so that it is overridden with the prefix and without.
    // A batch that waits for the registry, or for the processor, must not outlive its transaction.
    properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
    properties.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        Math.max(articleMaxBytes, RECORD_OVERHEAD_BYTES) + RECORD_OVERHEAD_BYTES);
    // Brokers are waited for without limit; Long.MAX_VALUE would overflow.
    properties.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, Duration.ofDays(365).toMillis());
    // Kafka Streams warns where this is off, though there is no global store.
    properties.put("processing.exception.handler.global.enabled", true);
    properties.putAll(kafka);
    return properties;
  }

  /** Returns the settings for Kafka's admin client, the same that Kafka Streams gives its own. */
  public Map<String, Object> adminProperties() {
    return new StreamsConfig(streamsProperties()).getAdminConfigs(applicationId + "-start");
  }

  /** Returns how long the brokers let a transaction take. */
  public Duration transactionTimeout() {
    return producerDuration(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
  }

  /** Returns the time between two commits. */
  public Duration commitInterval() {
    return Duration.ofMillis(
        new StreamsConfig(streamsProperties()).getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG));
  }

  private Duration producerDuration(String key) {
    Object value =
        new StreamsConfig(streamsProperties()).getProducerConfigs(applicationId).get(key);
    return Duration.ofMillis(Long.parseLong(String.valueOf(value)));
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
