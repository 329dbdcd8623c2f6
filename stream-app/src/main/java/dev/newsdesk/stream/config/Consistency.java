package dev.newsdesk.stream.config;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * Finds settings that are sound one by one and do not fit together, in what Kafka Streams will give
 * its clients in the end.
 */
final class Consistency {

  /** What brokers may take to commit what a flush has sent, beside the network's own time. */
  static final Duration COMMIT_RESERVE = Duration.ofSeconds(5);

  private static final String TRANSACTION_TIMEOUT =
      StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);

  private final StreamSettings settings;
  private final StreamsConfig streams;
  private final long transactionTimeout;

  /**
   * Works out the effective settings.
   *
   * @throws org.apache.kafka.common.config.ConfigException when one under {@code kafka.} is wrong
   */
  Consistency(StreamSettings settings) {
    this.settings = settings;
    Properties properties = settings.streamsProperties();
    transactionTimeout =
        number(
            ProducerConfig.configDef(),
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            properties.get(TRANSACTION_TIMEOUT));
    // Kafka Streams compares it with the commit interval too, leaves the commit no time, and
    // refuses with advice that is too short.
    properties.put(TRANSACTION_TIMEOUT, Integer.MAX_VALUE);
    streams = new QuietStreamsConfig(properties);
  }

  /** Tells whether every article leaves exactly once, or some twice after a crash. */
  boolean exactlyOnce() {
    return StreamsConfig.EXACTLY_ONCE_V2.equals(
        streams.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
  }

  /** Returns how many milliseconds the brokers let a transaction take. */
  long transactionTimeout() {
    return transactionTimeout;
  }

  /** Returns the milliseconds between two commits. */
  long commitInterval() {
    return streams.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG);
  }

  /** Returns the largest record in bytes that the producer sends. */
  int producerMaxBytes() {
    long bytes =
        Math.min(
            producer(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
            producer(ProducerConfig.BUFFER_MEMORY_CONFIG));
    return (int) Math.min(Integer.MAX_VALUE, bytes);
  }

  /**
   * Refuses what does not fit together.
   *
   * @throws ConfigurationException when two settings do not
   */
  void require() {
    requireOwnNames();
    if (exactlyOnce()) {
      requireTransactionsToLast();
    }
    requirePollsToBeInTime();
    requireHeartbeatsToBeInTime();
    requireRoomForAnArticle(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
    requireRoomForAnArticle(ProducerConfig.BUFFER_MEMORY_CONFIG);
  }

  /**
   * Tells whether a setting of Kafka Streams is refused for the app's own. Brokers may differ by
   * client, for a cluster with several listeners.
   */
  static boolean isRefused(String key) {
    return Keys.OWN_NAMES.containsKey(key) && !key.equals(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG);
  }

  private void requireOwnNames() {
    for (String key : new TreeSet<>(settings.kafka().keySet())) {
      if (key.endsWith("exception.handler")) {
        throw new ConfigurationException(
            "kafka."
                + key
                + " would pass over what the app stops for, and lose articles: leave it out.");
      }
    }
    String protocol = settings.kafka().get(StreamsConfig.GROUP_PROTOCOL_CONFIG);
    if (protocol != null && !protocol.equalsIgnoreCase("classic")) {
      throw new ConfigurationException(
          "kafka."
              + StreamsConfig.GROUP_PROTOCOL_CONFIG
              + " is "
              + protocol
              + ", with which Kafka Streams makes consumers of its own that know neither "
              + IntakeKeys.SCHEMA_WAIT
              + " nor "
              + IntakeKeys.MAX_BYTES
              + ": leave it out.");
    }
    new TreeMap<>(Keys.OWN_NAMES)
        .forEach(
            (theirs, ours) -> {
              if (settings.kafka().containsKey(theirs) && isRefused(theirs)) {
                throw new ConfigurationException(
                    "kafka." + theirs + " would override " + ours + ": set " + ours + " instead.");
              }
            });
  }

  /** A transaction begins with the first record after a commit and spans a flush after the next. */
  private void requireTransactionsToLast() {
    long reserve = COMMIT_RESERVE.toMillis();
    if (transactionTimeout - reserve <= commitInterval()) {
      throw new ConfigurationException(
          "kafka.transaction.timeout.ms is "
              + transactionTimeout
              + ", not longer than kafka.commit.interval.ms ("
              + commitInterval()
              + ") and the "
              + reserve
              + " ms that a commit may take together, so that brokers would end transactions in"
              + " use: raise the first or lower the second.");
    }
  }

  private void requirePollsToBeInTime() {
    long pollInterval = consumer(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG);
    long reserve = COMMIT_RESERVE.toMillis();
    if (exactlyOnce() && pollInterval <= transactionTimeout) {
      throw new ConfigurationException(
          "kafka.max.poll.interval.ms is "
              + pollInterval
              + ", not longer than kafka.transaction.timeout.ms ("
              + transactionTimeout
              + "), so that a thread would count as dead while its transaction lasts: raise the"
              + " first or lower the second.");
    }
    if (pollInterval <= reserve) {
      throw new ConfigurationException(
          "kafka.max.poll.interval.ms is "
              + pollInterval
              + ", not longer than the "
              + reserve
              + " ms that a commit may take, so that a thread would count as dead meanwhile: raise"
              + " it.");
    }
  }

  private void requireHeartbeatsToBeInTime() {
    long session = consumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG);
    long heartbeat = consumer(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG);
    if (heartbeat >= session) {
      throw new ConfigurationException(
          "kafka.session.timeout.ms is "
              + session
              + ", not longer than kafka.heartbeat.interval.ms ("
              + heartbeat
              + "), so that every instance would count as dead between two heartbeats: make the"
              + " second a third of the first.");
    }
  }

  private void requireRoomForAnArticle(String key) {
    long room = producer(key);
    if (settings.articleMaxBytes() > room) {
      throw new ConfigurationException(
          Keys.ARTICLE_MAX_BYTES
              + " is "
              + settings.articleMaxBytes()
              + ", more than kafka."
              + key
              + " ("
              + room
              + "), so that an article of that size could not be sent: lower the first or raise the"
              + " second.");
    }
  }

  private long producer(String key) {
    return number(ProducerConfig.configDef(), key, streams.getProducerConfigs("").get(key));
  }

  private long consumer(String key) {
    Map<String, Object> consumer =
        streams.getMainConsumerConfigs(settings.applicationId(), settings.applicationId(), 0);
    return number(ConsumerConfig.configDef(), key, consumer.get(key));
  }

  /** Reads a client's setting, or takes the client's default. */
  private static long number(ConfigDef definition, String key, @Nullable Object value) {
    ConfigDef.ConfigKey known = Objects.requireNonNull(definition.configKeys().get(key));
    Object effective = value == null ? known.defaultValue : value;
    return ((Number) ConfigDef.parseType(key, effective, known.type)).longValue();
  }

  /** Logs no list of settings: the one that counts is logged when Kafka Streams starts. */
  private static final class QuietStreamsConfig extends StreamsConfig {

    QuietStreamsConfig(Map<?, ?> properties) {
      super(properties, false);
    }
  }
}
