package dev.newsdesk.stream.client;

import dev.newsdesk.stream.topics.Topics;
import java.util.HashMap;
import java.util.Map;

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

  /** Copies the collections. */
  public ClientSettings {
    registry = Map.copyOf(registry);
    kafka = Map.copyOf(kafka);
  }

  /** Returns what every Kafka client here begins with. */
  Map<String, Object> kafkaProperties() {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put("bootstrap.servers", bootstrapServers);
    return properties;
  }
}
