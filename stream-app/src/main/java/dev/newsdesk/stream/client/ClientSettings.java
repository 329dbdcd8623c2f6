package dev.newsdesk.stream.client;

import dev.newsdesk.schemas.InnermostCause;
import dev.newsdesk.stream.secrets.HiddenValues;
import dev.newsdesk.stream.topics.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Where a client finds brokers and registry.
 *
 * @param bootstrapServers addresses of brokers
 * @param registry settings of the schema registry's client, its address among them
 * @param topics the topics' names
 * @param kafka settings handed to Kafka's clients as they are
 */
public record ClientSettings(
    String bootstrapServers,
    Map<String, String> registry,
    Topics topics,
    Map<String, String> kafka) {

  /**
   * How long a client waits for a broker before it gives up, unless set otherwise: Kafka's own
   * minute is long for someone at a terminal.
   */
  static final int PATIENCE_MS = 15_000;

  /** How soon a client sees that a topic has partitions more, or is gone; Kafka's own is 5 min. */
  private static final int METADATA_MAX_AGE_MS = 10_000;

  /** Copies the collections. */
  public ClientSettings {
    registry = HiddenValues.copyOf(registry);
    kafka = HiddenValues.copyOf(kafka);
  }

  /** Makes a consumer of committed records that joins no group. */
  Consumer<String, byte[]> committedRecords() {
    Map<String, Object> properties = kafkaProperties();
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // Offsets that are gone were read or expired; what is left is read from its beginning.
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.putIfAbsent(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MAX_AGE_MS);
    properties.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** Returns in one sentence what a Kafka client failed with. */
  ClientException failed(String what, Exception cause) {
    return new ClientException(
        what
            + " at "
            + bootstrapServers
            + " ("
            + InnermostCause.of(cause)
            + "): check that Kafka and the schema registry run at the addresses given.",
        cause);
  }

  /** Returns what every Kafka client here begins with. */
  Map<String, Object> kafkaProperties() {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put("bootstrap.servers", bootstrapServers);
    return properties;
  }
}
