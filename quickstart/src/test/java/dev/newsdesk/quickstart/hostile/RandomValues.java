package dev.newsdesk.quickstart.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Values that conform to a schema, in Confluent's wire format. */
final class RandomValues {

  private static final int MOST_DEPTH = 12;
  private static final int PREFIX_BYTES = 5;

  private final Random random;

  RandomValues(Random random) {
    this.random = random;
  }

  /** Returns a record's bytes, with the given fields and random others. */
  byte[] bytes(WriterSchema writer, Map<String, ?> known) {
    Schema schema = writer.schema();
    GenericData.Record record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(
          field.pos(),
          known.containsKey(field.name()) ? known.get(field.name()) : value(field.schema(), 0));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(prefix(writer.id()));
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      new GenericDatumWriter<>(schema).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Returns the magic byte and a schema's id. */
  static byte[] prefix(int schemaId) {
    return ByteBuffer.allocate(PREFIX_BYTES).put((byte) 0).putInt(schemaId).array();
  }

  private @Nullable Object value(Schema schema, int depth) {
    return switch (schema.getType()) {
      case NULL -> null;
      case BOOLEAN -> random.nextBoolean();
      case INT -> random.nextInt();
      case LONG -> random.nextLong();
      case FLOAT -> random.nextFloat();
      case DOUBLE -> random.nextDouble();
      case BYTES -> ByteBuffer.wrap(randomBytes(random.nextInt(30)));
      case STRING -> "text ".repeat(random.nextInt(5));
      case FIXED -> new GenericData.Fixed(schema, randomBytes(schema.getFixedSize()));
      case ENUM -> new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(0));
      case ARRAY -> values(schema.getElementType(), depth);
      case MAP -> mapped(schema.getValueType(), depth);
      case UNION -> {
        // The first is null, which ends what is recursive.
        boolean first = depth > MOST_DEPTH || random.nextInt(4) == 0;
        int branch = first ? 0 : 1 + random.nextInt(schema.getTypes().size() - 1);
        yield value(schema.getTypes().get(branch), depth + 1);
      }
      case RECORD -> {
        GenericData.Record record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
          record.put(field.pos(), value(field.schema(), depth + 1));
        }
        yield record;
      }
    };
  }

  private List<@Nullable Object> values(Schema type, int depth) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      values.add(value(type, depth + 1));
    }
    return values;
  }

  private Map<String, @Nullable Object> mapped(Schema type, int depth) {
    Map<String, @Nullable Object> map = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put("key" + i, value(type, depth + 1));
    }
    return map;
  }

  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
