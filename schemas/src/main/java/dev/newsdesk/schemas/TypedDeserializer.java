package dev.newsdesk.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Decodes records in Confluent's wire format as one type. Thread-safe. */
final class TypedDeserializer<T extends SpecificRecord> implements Deserializer<T> {
  private final Class<T> type;
  private final SchemaRegistry registry;
  private final Runnable onClose;
  private volatile @Nullable Latest<T> latest;

  TypedDeserializer(Class<T> type, SchemaRegistry registry, Runnable onClose) {
    this.type = type;
    this.registry = registry;
    this.onClose = onClose;
  }

  @Override
  public @Nullable T deserialize(String topic, byte @Nullable [] data) {
    return data == null ? null : decoder(WireFormat.schemaId(data)).decode(data);
  }

  /** Nearly all records have the schema of the one before. */
  private RecordDecoder<T> decoder(int id) {
    Latest<T> before = latest;
    if (before != null && before.id == id) {
      return before.decoder;
    }
    RecordDecoder<T> decoder = registry.require(id).decoder(type);
    latest = new Latest<>(id, decoder);
    return decoder;
  }

  @Override
  public void close() {
    onClose.run();
  }

  private record Latest<T extends SpecificRecord>(int id, RecordDecoder<T> decoder) {}
}
