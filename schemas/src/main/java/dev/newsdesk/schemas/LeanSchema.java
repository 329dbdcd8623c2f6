package dev.newsdesk.schemas;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * A writer's schema with nothing but what decoding needs: names, types, and the unit of times.
 *
 * <p>Documentation, defaults, aliases and properties go. Avro never needs those of a writer, acts
 * on some of them all the same, and schemas that differ in nothing else share one cache entry.
 */
final class LeanSchema {
  private static final int MAX_FIELDS = 20_000;

  /** Bounds the recursion of Avro's algorithms, which follow a path through a schema. */
  private static final int MAX_PATH = 500;

  private final IdentityHashMap<Schema, Schema> records = new IdentityHashMap<>();

  private LeanSchema() {}

  /**
   * Returns the text of one.
   *
   * @throws UnusableSchemaException when the schema is too large or its types nest too deep
   */
  static String of(Schema schema) {
    requireBounded(schema);
    try {
      return new LeanSchema().lean(schema).toString();
    } catch (AvroRuntimeException e) {
      throw new UnusableSchemaException("Avro cannot use the schema: " + InnermostCause.of(e, 200));
    }
  }

  // Loops, not streams: they would take several times the stack.
  private Schema lean(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> leanRecord(schema);
      case ARRAY -> Schema.createArray(lean(schema.getElementType()));
      case MAP -> Schema.createMap(lean(schema.getValueType()));
      case UNION -> leanUnion(schema);
      case ENUM -> Schema.createEnum(schema.getFullName(), null, null, schema.getEnumSymbols());
      case FIXED -> Schema.createFixed(schema.getFullName(), null, null, schema.getFixedSize());
      case INT, LONG -> TimeUnit.mark(Schema.create(schema.getType()), TimeUnit.of(schema));
      default -> Schema.create(schema.getType());
    };
  }

  private Schema leanRecord(Schema schema) {
    Schema known = records.get(schema);
    if (known != null) {
      return known;
    }
    Schema record = Schema.createRecord(schema.getFullName(), null, null, false);
    records.put(schema, record);
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      fields.add(new Schema.Field(field.name(), lean(field.schema()), null, null));
    }
    record.setFields(fields);
    return record;
  }

  private Schema leanUnion(Schema schema) {
    List<Schema> branches = new ArrayList<>();
    for (Schema branch : schema.getTypes()) {
      branches.add(lean(branch));
    }
    return Schema.createUnion(branches);
  }

  /**
   * A path without a circle visits each record once, and between two of them as many arrays, maps
   * and unions as nest there: the sum over all records bounds every path.
   */
  private static void requireBounded(Schema schema) {
    Deque<Schema> pending = new ArrayDeque<>();
    Set<Schema> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    int path = nesting(schema, 0, pending);
    int fields = 0;
    while (!pending.isEmpty()) {
      Schema record = pending.pop();
      if (!seen.add(record)) {
        continue;
      }
      List<Schema.Field> own = record.getFields();
      fields += own.size();
      int deepest = 0;
      for (Schema.Field field : own) {
        deepest = Math.max(deepest, nesting(field.schema(), 0, pending));
      }
      path += 1 + deepest;
      if (fields > MAX_FIELDS || path > MAX_PATH) {
        throw new UnusableSchemaException(
            "the schema has more than %,d fields, or types that nest deeper than %,d"
                .formatted(MAX_FIELDS, MAX_PATH));
      }
    }
  }

  /** Returns how deep a type nests up to the next record; recurses at most {@link #MAX_PATH}. */
  private static int nesting(Schema schema, int depth, Deque<Schema> records) {
    if (depth > MAX_PATH) {
      throw new UnusableSchemaException("types nest deeper than %,d".formatted(MAX_PATH));
    }
    return switch (schema.getType()) {
      case RECORD -> {
        records.push(schema);
        yield depth;
      }
      case ARRAY -> nesting(schema.getElementType(), depth + 1, records);
      case MAP -> nesting(schema.getValueType(), depth + 1, records);
      case UNION -> {
        int deepest = depth + 1;
        for (Schema branch : schema.getTypes()) {
          deepest = Math.max(deepest, nesting(branch, depth + 1, records));
        }
        yield deepest;
      }
      default -> depth;
    };
  }
}
