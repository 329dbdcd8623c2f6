package dev.newsdesk.schemas;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** A schema that records were written with, and what is made of it once for all of them. */
final class WriterSchema {
  private final Schema schema;
  private final Shape shape;
  private final int chars;
  private final Map<Class<?>, RecordDecoder<?>> decoders = new ConcurrentHashMap<>();

  private WriterSchema(Schema schema, Shape shape, int chars) {
    this.schema = schema;
    this.shape = shape;
    this.chars = chars;
  }

  /**
   * Parses the text of a {@link LeanSchema}.
   *
   * @throws UnusableSchemaException when Avro cannot
   */
  static WriterSchema parse(String text) {
    Schema schema = SchemaText.parse(List.of(text));
    return new WriterSchema(schema, Shape.of(schema), text.length());
  }

  /** Returns the length of its text, to which its size in memory is proportional. */
  int chars() {
    return chars;
  }

  /** Returns what reads records of this schema as the given type. */
  // A decoder is put under the class whose values it makes.
  @SuppressWarnings("unchecked")
  <T extends SpecificRecord> RecordDecoder<T> decoder(Class<T> type) {
    return (RecordDecoder<T>)
        decoders.computeIfAbsent(type, unused -> RecordDecoder.of(schema, shape, type));
  }
}
