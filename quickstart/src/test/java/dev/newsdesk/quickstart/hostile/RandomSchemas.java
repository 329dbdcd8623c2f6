package dev.newsdesk.quickstart.hostile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/**
 * Writer schemas that somebody else may have: Newsdesk's fields in any order, among others of any
 * type, nested, recursive, wide, with defaults, aliases and logical types.
 */
final class RandomSchemas {

  private static final int MOST_EXTRAS = 6;
  private static final int WIDE = 300;
  private static final int MOST_NESTING = 4;

  private final Random random;
  private int names;

  RandomSchemas(Random random) {
    this.random = random;
  }

  /** Returns a record of these fields and random others, which every reader skips. */
  Schema evolved(String name, List<Field> known) {
    List<Field> fields = new ArrayList<>(known);
    int extras = random.nextInt(50) == 0 ? WIDE : random.nextInt(MOST_EXTRAS);
    for (int i = 0; i < extras; i++) {
      fields.add(extra(extras == WIDE ? MOST_NESTING : 0));
    }
    Collections.shuffle(fields, random);
    Schema schema = Schema.createRecord(name, null, "dev.newsdesk", false, fields);
    if (random.nextInt(4) == 0) {
      schema.addAlias("Alias" + names++);
    }
    return schema;
  }

  private Field extra(int nesting) {
    String name = "extra" + names++;
    Field field;
    if (random.nextInt(4) == 0) {
      field = new Field(name, Schema.create(Schema.Type.INT), null, random.nextInt());
    } else {
      field = new Field(name, type(nesting), null, null);
    }
    if (random.nextInt(4) == 0) {
      // Only a reader's aliases count; a writer's must not take a field's place.
      field.addAlias(random.nextBoolean() ? "title" : "alias" + names++);
    }
    return field;
  }

  private Schema type(int nesting) {
    int kinds = nesting >= MOST_NESTING ? 12 : 18;
    return switch (random.nextInt(kinds)) {
      case 0 -> Schema.create(Schema.Type.NULL);
      case 1 -> Schema.create(Schema.Type.BOOLEAN);
      case 2 -> Schema.create(Schema.Type.INT);
      case 3 -> Schema.create(Schema.Type.LONG);
      case 4 -> Schema.create(Schema.Type.FLOAT);
      case 5 -> Schema.create(Schema.Type.DOUBLE);
      case 6 -> Schema.create(Schema.Type.BYTES);
      case 7 -> Schema.create(Schema.Type.STRING);
      case 8 -> Schema.createFixed(name("Fixed"), null, "other", random.nextInt(20));
      case 9 -> Schema.createEnum(name("Enum"), null, "other", List.of("A", "B", "C"));
      case 10 -> logical();
      case 11 -> LogicalTypes.uuid().addToSchema(Schema.create(Schema.Type.STRING));
      case 12 -> Schema.createArray(type(nesting + 1));
      case 13 -> Schema.createMap(type(nesting + 1));
      case 14 -> record(nesting + 1);
      case 15 -> recursive();
      default ->
          Schema.createUnion(
              Schema.create(Schema.Type.NULL),
              Schema.createArray(type(nesting + 1)),
              record(nesting + 1));
    };
  }

  private Schema logical() {
    return switch (random.nextInt(5)) {
      case 0 -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
      case 1 -> LogicalTypes.timeMicros().addToSchema(Schema.create(Schema.Type.LONG));
      case 2 -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
      case 3 -> LogicalTypes.localTimestampNanos().addToSchema(Schema.create(Schema.Type.LONG));
      default -> LogicalTypes.decimal(9, 2).addToSchema(Schema.create(Schema.Type.BYTES));
    };
  }

  private Schema record(int nesting) {
    List<Field> fields = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      fields.add(extra(nesting));
    }
    return Schema.createRecord(name("Record"), null, "other", false, fields);
  }

  private Schema recursive() {
    Schema node = Schema.createRecord(name("Node"), null, "other", false);
    node.setFields(
        List.of(
            new Field("weight", Schema.create(Schema.Type.INT), null, null),
            new Field(
                "next", Schema.createUnion(Schema.create(Schema.Type.NULL), node), null, null)));
    return node;
  }

  private String name(String kind) {
    return kind + names++;
  }
}
