package dev.newsdesk.quickstart.hostile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Values of an article's fields, as the types that writers have for them want them. */
final class Dates {

  private Dates() {}

  /** Returns one of the types of a date. */
  static Schema schema(Random random) {
    Schema type = Schema.create(Schema.Type.LONG);
    return switch (random.nextInt(6)) {
      case 0 -> LogicalTypes.timestampMicros().addToSchema(type);
      case 1 -> LogicalTypes.timestampNanos().addToSchema(type);
      case 2 -> LogicalTypes.localTimestampMillis().addToSchema(type);
      case 3 -> LogicalTypes.localTimestampMicros().addToSchema(type);
      case 4 -> LogicalTypes.localTimestampNanos().addToSchema(type);
      default -> LogicalTypes.timestampMillis().addToSchema(type);
    };
  }

  /** Returns a time as a writer of such a type writes it. */
  static long value(Schema schema, long millis) {
    Schema type = schema.isUnion() ? schema.getTypes().get(1) : schema;
    LogicalType logical = type.getLogicalType();
    if (logical.getName().endsWith("micros")) {
      return millis * 1_000 + 999;
    }
    return logical.getName().endsWith("nanos") ? millis * 1_000_000 + 999_999 : millis;
  }

  /** Returns a text, as bytes where the writer's type is that. */
  static Object text(Schema type, String text) {
    return type.getType() == Schema.Type.BYTES
        ? ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))
        : text;
  }
}
