package dev.newsdesk.schemas;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.RestService;
import io.confluent.kafka.schemaregistry.client.rest.entities.requests.RegisterSchemaResponse;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroSerializerConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Confluent's client with a faster cache for what a serializer asks before each record: the latest
 * answer by subject, found by the identity of the schema. Confluent's own cache, behind it, hashes
 * and compares the schema and records each use, which took half the time of writing a record.
 * Failures are not cached. Thread-safe.
 */
final class WriterClient extends CachedSchemaRegistryClient {

  private final Map<String, Answer<RegisterSchemaResponse>> registered = new ConcurrentHashMap<>();
  private final Map<String, Answer<Integer>> ids = new ConcurrentHashMap<>();

  WriterClient(RestService rest, KafkaAvroSerializerConfig config) {
    super(
        rest,
        config.getMaxSchemasPerSubject(),
        List.of(new AvroSchemaProvider()),
        config.originalsWithPrefix(""),
        config.requestHeaders());
  }

  /** The flags count for the first request only, as in Confluent's cache. */
  @Override
  public RegisterSchemaResponse registerWithResponse(
      String subject, ParsedSchema schema, boolean normalize, boolean propagateSchemaTags)
      throws IOException, RestClientException {
    Answer<RegisterSchemaResponse> last = registered.get(subject);
    if (last != null && last.isFor(schema)) {
      return last.value;
    }
    RegisterSchemaResponse response =
        super.registerWithResponse(subject, schema, normalize, propagateSchemaTags);
    keep(registered, subject, schema, response);
    return response;
  }

  /** The flag counts for the first request only, as in Confluent's cache. */
  @Override
  public int getId(String subject, ParsedSchema schema, boolean normalize)
      throws IOException, RestClientException {
    Answer<Integer> last = ids.get(subject);
    if (last != null && last.isFor(schema)) {
      return last.value;
    }
    int id = super.getId(subject, schema, normalize);
    keep(ids, subject, schema, id);
    return id;
  }

  @Override
  public synchronized void reset() {
    super.reset();
    registered.clear();
    ids.clear();
  }

  private static <T> void keep(
      Map<String, Answer<T>> answers, String subject, ParsedSchema schema, T value) {
    Schema raw = raw(schema);
    if (raw != null) {
      answers.put(subject, new Answer<>(raw, value));
    }
  }

  /** Returns what all records of a type share, or null where a schema has more to it. */
  private static @Nullable Schema raw(ParsedSchema schema) {
    return schema instanceof AvroSchema avro
            && avro.references().isEmpty()
            && avro.metadata() == null
            && avro.ruleSet() == null
            && avro.version() == null
        ? avro.rawSchema()
        : null;
  }

  private record Answer<T>(Schema schema, T value) {

    // Equal schemas that are two objects are left to Confluent's cache.
    @SuppressWarnings("ReferenceEquality")
    boolean isFor(ParsedSchema asked) {
      return raw(asked) == schema;
    }
  }
}
