package dev.newsdesk.quickstart.testing;

import dev.newsdesk.stream.client.ClientSettings;
import dev.newsdesk.stream.topics.Topics;
import java.util.HashMap;
import java.util.Map;

/**
 * An app that a test starts, with a consumer group and topics of its own.
 *
 * @param name of the group, and what the topics begin with
 * @param bootstrapServers its brokers
 * @param registryUrl its schema registry
 */
public record TestedApp(String name, String bootstrapServers, String registryUrl) {

  /** Returns settings that the test may change; a folder for what it stores is to be added. */
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("application.id", name);
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("schema.registry.url", registryUrl);
    settings.put("topic.prefix", name);
    settings.put("topic.partitions", "4");
    settings.put("threads", "2");
    settings.put("batch.size", "64");
    settings.put("http.address", "127.0.0.1:0");
    settings.put("checkpoint", System.getProperty("newsdesk.checkpoint"));
    // Poison names schemas that nobody has.
    settings.put("schema.wait.ms", "500");
    // A killed instance is missed only when its session ends.
    settings.put("kafka.session.timeout.ms", "6000");
    return settings;
  }

  /** Returns where a client of it finds everything. */
  public ClientSettings client() {
    return new ClientSettings(
        bootstrapServers, Map.of("schema.registry.url", registryUrl), new Topics(name), Map.of());
  }
}
