package dev.newsdesk.schemas;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.RestService;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.confluent.kafka.serializers.KafkaAvroSerializerConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Confluent's client for writing, and the same connection for reading.
 *
 * @param client for Confluent's serializers
 * @param schemas for reading
 */
record RegistryConnection(SchemaRegistryClient client, SchemaFetcher schemas) {

  static RegistryConnection open(Map<String, Object> properties) {
    var config = new KafkaAvroSerializerConfig(properties);
    List<String> urls = config.getSchemaRegistryUrls();
    String scope = MockSchemaRegistry.validateAndMaybeGetMockScope(urls);
    if (scope != null) {
      var client = MockSchemaRegistry.getClientForScope(scope, List.of(new AvroSchemaProvider()));
      return new RegistryConnection(client, new ClientSchemas(client));
    }
    var rest = new RestService(urls);
    return new RegistryConnection(new WriterClient(rest, config), new RestSchemas(rest));
  }

  /** Confluent's mock has no REST client. */
  private record ClientSchemas(SchemaRegistryClient client) implements SchemaFetcher {

    @Override
    public Schema fetch(int id) throws IOException, RestClientException {
      if (client.getSchemaById(id) instanceof AvroSchema schema) {
        return schema.rawSchema();
      }
      throw new UnusableSchemaException("the schema is not AVRO");
    }

    @Override
    public void list() throws IOException, RestClientException {
      var unused = client.getAllSubjects();
    }
  }
}
