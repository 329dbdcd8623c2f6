package dev.newsdesk.schemas;

import io.confluent.kafka.schemaregistry.client.rest.RestService;
import io.confluent.kafka.schemaregistry.client.rest.entities.SchemaReference;
import io.confluent.kafka.schemaregistry.client.rest.entities.SchemaString;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Gets schemas by Confluent's REST client. The client above it, {@code CachedSchemaRegistryClient},
 * holds one lock for all threads during a request, and reports a schema that it cannot parse as an
 * {@link IOException}.
 */
final class RestSchemas implements SchemaFetcher {
  private static final int MAX_REFERENCES = 64;

  private final RestService rest;

  RestSchemas(RestService rest) {
    this.rest = rest;
  }

  @Override
  public Schema fetch(int id) throws IOException, RestClientException {
    SchemaString answer = rest.getId(id);
    if (answer == null || answer.getSchemaString() == null) {
      throw new IOException("The registry's answer has no schema.");
    }
    requireAvro(answer.getSchemaType());
    List<String> texts = new ArrayList<>();
    addReferences(answer.getReferences(), texts, new HashSet<>());
    texts.add(answer.getSchemaString());
    return SchemaText.parse(texts);
  }

  @Override
  public void list() throws IOException, RestClientException {
    var unused = rest.getAllSubjects();
  }

  /**
   * Adds what is referred to before what refers to it; recurses at most {@link #MAX_REFERENCES}.
   */
  private void addReferences(
      @Nullable List<SchemaReference> references, List<String> texts, Set<String> seen)
      throws IOException, RestClientException {
    if (references == null) {
      return;
    }
    for (SchemaReference reference : references) {
      if (reference.getName() == null
          || reference.getSubject() == null
          || reference.getVersion() == null) {
        throw new UnusableSchemaException("a reference of the schema lacks name or version");
      }
      if (!seen.add(reference.getName())) {
        continue;
      }
      if (seen.size() > MAX_REFERENCES) {
        throw new UnusableSchemaException(
            "the schema refers to more than %d others".formatted(MAX_REFERENCES));
      }
      var referred = rest.getVersion(reference.getSubject(), reference.getVersion(), true);
      requireAvro(referred.getSchemaType());
      addReferences(referred.getReferences(), texts, seen);
      texts.add(referred.getSchema());
    }
  }

  private static void requireAvro(@Nullable String type) {
    if (type != null && !type.equals("AVRO")) {
      throw new UnusableSchemaException(
          "the schema is of type " + OneLine.of(type, 40) + ", not AVRO");
    }
  }
}
