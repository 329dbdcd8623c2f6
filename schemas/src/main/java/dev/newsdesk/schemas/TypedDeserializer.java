package dev.newsdesk.schemas;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Confluent's deserializer, which returns any object, for one type of record. */
final class TypedDeserializer<T extends SpecificRecord> implements Deserializer<T> {
  /** The magic byte and the schema's id. */
  private static final int PREFIX_BYTES = 5;

  private final Class<T> type;
  private final KafkaAvroDeserializer delegate;

  TypedDeserializer(Class<T> type, KafkaAvroDeserializer delegate) {
    this.type = type;
    this.delegate = delegate;
  }

  @Override
  public @Nullable T deserialize(String topic, byte @Nullable [] data) {
    return checked(data, () -> delegate.deserialize(topic, data));
  }

  @Override
  public @Nullable T deserialize(String topic, Headers headers, byte @Nullable [] data) {
    return checked(data, () -> delegate.deserialize(topic, headers, data));
  }

  @Override
  public void close() {
    delegate.close();
  }

  private @Nullable T checked(byte @Nullable [] data, Supplier<@Nullable Object> decoding) {
    if (data == null) {
      return null;
    }
    if (data.length < PREFIX_BYTES) {
      throw new SerializationException(
          "Not in Confluent's wire format: %d bytes, but magic byte and schema id take %d."
              .formatted(data.length, PREFIX_BYTES));
    }
    var value = decode(decoding);
    if (value == null || type.isInstance(value)) {
      return type.cast(value);
    }
    throw new SerializationException(
        "Expected a record of %s, got a value of %s."
            .formatted(type.getName(), value.getClass().getName()));
  }

  /** A hostile schema can make Confluent's and Avro's code fail in ways they do not declare. */
  private static @Nullable Object decode(Supplier<@Nullable Object> decoding) {
    try {
      return decoding.get();
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new SerializationException("The record cannot be decoded.", e);
    }
  }
}
