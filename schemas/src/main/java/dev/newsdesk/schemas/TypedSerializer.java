package dev.newsdesk.schemas;

import io.confluent.kafka.serializers.KafkaAvroSerializer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Confluent's serializer, which takes any object, for one type of record. */
final class TypedSerializer<T extends SpecificRecord> implements Serializer<T> {
  private final Class<T> type;
  private final KafkaAvroSerializer delegate;
  private final Runnable onClose;

  /** Never closes the delegate, which would close the client that it shares. */
  TypedSerializer(Class<T> type, KafkaAvroSerializer delegate, Runnable onClose) {
    this.type = type;
    this.delegate = delegate;
    this.onClose = onClose;
  }

  @Override
  public byte @Nullable [] serialize(String topic, @Nullable T value) {
    requireType(value);
    return delegate.serialize(topic, value);
  }

  @Override
  public byte @Nullable [] serialize(String topic, Headers headers, @Nullable T value) {
    requireType(value);
    return delegate.serialize(topic, headers, value);
  }

  @Override
  public void close() {
    onClose.run();
  }

  /**
   * Generics are not checked at run time, and a registry that registers by itself takes any schema.
   */
  private void requireType(@Nullable Object value) {
    if (value != null && !type.isInstance(value)) {
      throw new SerializationException(
          "Expected a value of %s, got one of %s."
              .formatted(type.getName(), value.getClass().getName()));
    }
  }
}
