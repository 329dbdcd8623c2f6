package dev.newsdesk.schemas;

import dev.newsdesk.schemas.SchemaCache.Broken;
import dev.newsdesk.schemas.SchemaCache.Found;
import dev.newsdesk.schemas.SchemaCache.Usable;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A process' connection to the schema registry, and its cache of schemas. Thread-safe.
 *
 * <p>Configured as {@link AvroSerdes} says, with one exception: {@code max.retries} is 0 by
 * default, since who shares a connection has other work to do meanwhile. Records of a schema that
 * is {@link SchemaLookup.Known} are decoded without a request and without a lock.
 */
public final class SchemaRegistry implements AutoCloseable {
  private static final String MAX_RETRIES = "max.retries";

  private final Map<String, Object> properties;
  private final RegistryConnection connection;
  private final SchemaCache cache = new SchemaCache();
  private volatile int lastFetched;

  SchemaRegistry(Map<String, Object> properties, RegistryConnection connection) {
    this.properties = properties;
    this.connection = connection;
  }

  /**
   * Connects with the first request, and not before.
   *
   * @param config Confluent's, {@code schema.registry.url} among it
   * @throws org.apache.kafka.common.config.ConfigException when it is incomplete or wrong
   */
  public static SchemaRegistry connect(Map<String, ?> config) {
    Map<String, Object> properties = AvroSerdes.withDefaults(config);
    properties.putIfAbsent(MAX_RETRIES, 0);
    return new SchemaRegistry(properties, RegistryConnection.open(properties));
  }

  /** As {@link #connect}, with Confluent's default of retries. */
  static SchemaRegistry connectPatiently(Map<String, ?> config) {
    Map<String, Object> properties = AvroSerdes.withDefaults(config);
    return new SchemaRegistry(properties, RegistryConnection.open(properties));
  }

  /**
   * Writes values of the given type, registering their schema where the configuration allows it.
   * Closing it leaves the connection open.
   */
  public <T extends SpecificRecord> Serializer<T> serializer(Class<T> type) {
    return serializer(type, () -> {});
  }

  <T extends SpecificRecord> Serializer<T> serializer(Class<T> type, Runnable onClose) {
    return new TypedSerializer<>(
        type, new KafkaAvroSerializer(connection.client(), properties), onClose);
  }

  /**
   * Reads values of the given type, also those written with an older or newer schema that is
   * compatible with it. Any other record fails with a {@link SerializationException}. Looks unknown
   * schemas up. Closing it leaves the connection open.
   */
  public <T extends SpecificRecord> Deserializer<T> deserializer(Class<T> type) {
    return deserializer(type, () -> {});
  }

  <T extends SpecificRecord> Deserializer<T> deserializer(Class<T> type, Runnable onClose) {
    return new TypedDeserializer<>(type, this, onClose);
  }

  /** Returns what is known of a schema, without a request. */
  public Optional<SchemaLookup> cached(int id) {
    return cache.get(id).map(SchemaRegistry::lookup);
  }

  /**
   * Asks the registry for a schema that is not known yet, once. Blocks for at most {@code
   * http.connect.timeout.ms} and {@code http.read.timeout.ms} at each address of the registry.
   */
  public SchemaLookup lookup(int id) {
    Optional<SchemaLookup> known = cached(id);
    if (known.isPresent()) {
      return known.get();
    }
    try {
      return lookup(fetch(id));
    } catch (IOException | RestClientException | RuntimeException e) {
      return LookupFailure.of(id, e);
    }
  }

  /**
   * Asks the registry for something else than the schema that is missing: one that it has given
   * before, or else the list of subjects. Blocks as long as {@link #lookup}.
   *
   * @return nothing when it answers
   */
  public Optional<SchemaLookup.Unavailable> answers() {
    int known = lastFetched;
    try {
      if (known == 0) {
        connection.schemas().list();
      } else {
        var unused = connection.schemas().fetch(known);
      }
      return Optional.empty();
    } catch (IOException | RestClientException | RuntimeException e) {
      return Optional.of(LookupFailure.of(known, e));
    }
  }

  /**
   * Returns the schema of a record that is to be decoded.
   *
   * @throws SerializationException when there is none, or it is unavailable; {@link RegistryErrors}
   *     tells which
   */
  WriterSchema require(int id) {
    Found found;
    try {
      Optional<Found> known = cache.get(id);
      found = known.isPresent() ? known.get() : fetch(id);
    } catch (IOException | RestClientException | RuntimeException e) {
      throw new SerializationException(LookupFailure.of(id, e).sentence(), e);
    }
    if (found instanceof Usable usable) {
      return usable.schema();
    }
    throw new SerializationException(
        "The schema of id %d is unusable: %s.".formatted(id, ((Broken) found).sentence()));
  }

  private Found fetch(int id) throws IOException, RestClientException {
    try {
      Found found = cache.put(id, connection.schemas().fetch(id));
      lastFetched = id;
      return found;
    } catch (UnusableSchemaException e) {
      return cache.put(id, e);
    }
  }

  private static SchemaLookup lookup(Found found) {
    return found instanceof Broken broken
        ? new SchemaLookup.Unusable(broken.sentence())
        : new SchemaLookup.Known();
  }

  @Override
  public void close() {
    try {
      connection.client().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
