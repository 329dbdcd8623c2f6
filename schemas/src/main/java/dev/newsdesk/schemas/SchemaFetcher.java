package dev.newsdesk.schemas;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import org.apache.avro.Schema;

/** Gets schemas of a registry. Thread-safe; each call is one request, without a cache. */
interface SchemaFetcher {
  /**
   * Returns the schema of an id.
   *
   * @throws UnusableSchemaException when the registry has one that Newsdesk does not read
   */
  Schema fetch(int id) throws IOException, RestClientException;

  /** Asks for a list, which every registry has. */
  void list() throws IOException, RestClientException;
}
