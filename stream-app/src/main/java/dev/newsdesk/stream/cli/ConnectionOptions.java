package dev.newsdesk.stream.cli;

import dev.newsdesk.stream.client.ClientSettings;
import dev.newsdesk.stream.config.RegistrySettings;
import dev.newsdesk.stream.topics.Topics;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where a client command finds Kafka and the registry. */
public final class ConnectionOptions {

  @Option(
      names = "--bootstrap-servers",
      defaultValue = "localhost:9092",
      description = "Kafka brokers; default: ${DEFAULT-VALUE}.")
  private String bootstrapServers = "";

  @Option(
      names = "--registry",
      defaultValue = "http://localhost:8081",
      description = "Schema registry; default: ${DEFAULT-VALUE}.")
  private String registry = "";

  @Option(
      names = "--topic-prefix",
      defaultValue = "news",
      description = "What the topics' names begin with; default: ${DEFAULT-VALUE}.")
  private String prefix = "";

  @Option(
      names = "--property",
      description = "Setting for Kafka's client, or with registry. before it for the registry's.")
  private Map<String, String> properties = Map.of();

  /** Returns the connection that the options describe. */
  public ClientSettings settings() {
    Map<String, String> kafka = new HashMap<>();
    Map<String, String> registrySettings = new HashMap<>();
    properties.forEach(
        (key, value) -> {
          if (key.startsWith("registry.")) {
            registrySettings.put(key.substring("registry.".length()), value);
          } else {
            kafka.put(key, value);
          }
        });
    return new ClientSettings(
        bootstrapServers,
        RegistrySettings.withAddress(registry, registrySettings),
        new Topics(prefix),
        kafka);
  }
}
