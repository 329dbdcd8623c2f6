package dev.newsdesk.schemas;

import java.util.IdentityHashMap;
import java.util.List;
import org.apache.avro.Schema;

/** How the values of a type lie in bytes, and nothing else of a writer's schema. */
final class Shape {
  private static final Shape[] NONE = {};

  final Kind kind;

  /** Bytes of a {@link Kind#FIXED}, or number of symbols of a {@link Kind#SYMBOL}. */
  final int size;

  /** Fields, branches or the type of items. */
  private Shape[] parts = NONE;

  /** Number of types that a value contains whatever its bytes are; 0 before it is known. */
  private int cost;

  private Shape(Kind kind, int size) {
    this.kind = kind;
    this.size = size;
  }

  /**
   * Makes the shape of a {@link LeanSchema}.
   *
   * @throws UnusableSchemaException when a record contains itself, so that it has no value
   */
  static Shape of(Schema schema) {
    IdentityHashMap<Schema, Shape> records = new IdentityHashMap<>();
    Shape shape = of(schema, records);
    records.values().forEach(Shape::cost);
    return shape;
  }

  // Recurses as deep as the bounds of a lean schema allow, in loops for the sake of the stack.
  private static Shape of(Schema schema, IdentityHashMap<Schema, Shape> records) {
    return switch (schema.getType()) {
      case NULL -> new Shape(Kind.FIXED, 0);
      case BOOLEAN -> new Shape(Kind.FIXED, 1);
      case FLOAT -> new Shape(Kind.FIXED, Float.BYTES);
      case DOUBLE -> new Shape(Kind.FIXED, Double.BYTES);
      case FIXED -> new Shape(Kind.FIXED, schema.getFixedSize());
      case INT -> new Shape(Kind.INT, 0);
      case LONG -> new Shape(Kind.LONG, 0);
      case STRING, BYTES -> new Shape(Kind.BYTES, 0);
      case ENUM -> new Shape(Kind.SYMBOL, schema.getEnumSymbols().size());
      case UNION -> new Shape(Kind.UNION, 0).with(schema.getTypes(), records);
      case ARRAY -> new Shape(Kind.ARRAY, 0).with(List.of(schema.getElementType()), records);
      case MAP -> new Shape(Kind.MAP, 0).with(List.of(schema.getValueType()), records);
      case RECORD -> {
        Shape known = records.get(schema);
        if (known != null) {
          yield known;
        }
        Shape shape = new Shape(Kind.RECORD, 0);
        records.put(schema, shape);
        yield shape.with(schema.getFields().stream().map(Schema.Field::schema).toList(), records);
      }
    };
  }

  private Shape with(List<Schema> types, IdentityHashMap<Schema, Shape> records) {
    parts = new Shape[types.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = of(types.get(i), records);
    }
    return this;
  }

  int parts() {
    return parts.length;
  }

  Shape part(int index) {
    return parts[index];
  }

  /**
   * Returns how many types a value contains at least. It doubles with each record that has two
   * fields of the next record's type, and Avro visits each of them before it skips an array.
   *
   * @throws UnusableSchemaException when a record contains itself
   */
  int cost() {
    if (kind != Kind.RECORD) {
      return 1;
    }
    if (cost < 0) {
      throw new UnusableSchemaException("a record contains itself, so that it has no end");
    }
    if (cost == 0) {
      cost = -1;
      long sum = 1;
      for (Shape part : parts) {
        sum = Math.min(Integer.MAX_VALUE, sum + part.cost());
      }
      cost = (int) sum;
    }
    return cost;
  }

  /** What bytes are read as. */
  enum Kind {
    FIXED,
    INT,
    LONG,
    BYTES,
    SYMBOL,
    UNION,
    ARRAY,
    MAP,
    RECORD
  }
}
