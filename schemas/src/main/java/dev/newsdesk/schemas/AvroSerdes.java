package dev.newsdesk.schemas;

import dev.newsdesk.internal.PendingArticle;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig;
import io.confluent.kafka.serializers.KafkaAvroSerializerConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Makes serdes for the values of Newsdesk's topics, each with a connection to the registry of its
 * own; {@link SchemaRegistry} makes some that share one.
 *
 * <p>The configuration is Confluent's: {@code schema.registry.url} (required; {@code mock://scope}
 * in tests), {@code basic.auth.*}, {@code schema.registry.ssl.*}, {@code auto.register.schemas}
 * (default true) and so on; keys that Confluent does not know are ignored. These differ from
 * Confluent's defaults and can be set otherwise:
 *
 * <ul>
 *   <li>{@code avro.remove.java.properties} is true, so that the registry holds the schemas as
 *       {@code src/main/avro} has them, without hints for Java
 *   <li>{@code http.connect.timeout.ms} is 5,000 and {@code http.read.timeout.ms} 10,000 instead of
 *       60,000 each. With Confluent's three retries a call to a dead registry then gives up after
 *       about a minute, well within Kafka's {@code max.poll.interval.ms}
 * </ul>
 *
 * <p>What this class returns is configured already, may be shared by threads and must be closed. A
 * tombstone (null) stays null. A failure is a {@link org.apache.kafka.common.KafkaException};
 * {@link RegistryErrors} tells whether the record or the registry is at fault.
 */
public final class AvroSerdes {
  private static final Map<String, Object> DEFAULTS =
      Map.of(
          KafkaAvroSerializerConfig.AVRO_REMOVE_JAVA_PROPS_CONFIG, true,
          SchemaRegistryClientConfig.HTTP_CONNECT_TIMEOUT_MS, 5_000,
          SchemaRegistryClientConfig.HTTP_READ_TIMEOUT_MS, 10_000);

  static {
    TrustedRecords.declare();
    LengthLimits.declare();
  }

  private AvroSerdes() {}

  /**
   * Writes values of the given type, registering their schema where the configuration allows it.
   */
  public static <T extends SpecificRecord> Serializer<T> serializer(
      Class<T> type, Map<String, ?> config) {
    var registry = SchemaRegistry.connectPatiently(config);
    return registry.serializer(type, registry::close);
  }

  /**
   * Reads values of the given type, also those written with an older or newer schema that is
   * compatible with it. Any other record fails with a {@link
   * org.apache.kafka.common.errors.SerializationException}.
   */
  public static <T extends SpecificRecord> Deserializer<T> deserializer(
      Class<T> type, Map<String, ?> config) {
    var registry = SchemaRegistry.connectPatiently(config);
    return registry.deserializer(type, registry::close);
  }

  /** Both of the above. */
  public static <T extends SpecificRecord> Serde<T> serde(Class<T> type, Map<String, ?> config) {
    return Serdes.serdeFrom(serializer(type, config), deserializer(type, config));
  }

  /**
   * For the store of waiting articles: Avro's single-object encoding, which carries the schema's
   * fingerprint and needs no registry, so that a store can be restored while the registry is away.
   */
  public static Serde<PendingArticle> pendingArticles() {
    return Serdes.serdeFrom(
        SingleObjectEncoding::encodePendingArticle, SingleObjectEncoding::decodePendingArticle);
  }

  static Map<String, Object> withDefaults(Map<String, ?> config) {
    var properties = new HashMap<String, Object>(DEFAULTS);
    properties.putAll(config);
    return properties;
  }
}
