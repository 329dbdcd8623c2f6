package dev.newsdesk.schemas;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Asks whether a schema registry answers, before anything depends on it. */
public final class RegistryProbe {
  private RegistryProbe() {}

  /**
   * Returns when the registry has answered a harmless request.
   *
   * @param config as for {@link AvroSerdes}
   * @throws IOException when nothing answers, or what answers is no registry or refuses
   */
  public static void check(Map<String, ?> config) throws IOException {
    String url = String.valueOf(config.get("schema.registry.url"));
    try (SchemaRegistryClient client =
        SchemaRegistryClientFactory.newClient(
            List.of(url.split(",")), 1, List.of(), AvroSerdes.withDefaults(config), Map.of())) {
      client.getAllSubjects();
    } catch (RestClientException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
