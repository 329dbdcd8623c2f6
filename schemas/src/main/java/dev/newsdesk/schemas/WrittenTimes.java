package dev.newsdesk.schemas;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Converts times by the unit of their writer. Avro resolves integer to integer, and applies the
 * reader's conversion whatever the writer counted.
 */
final class WrittenTimes {
  private final List<Field> fields;

  private WrittenTimes(List<Field> fields) {
    this.fields = fields;
  }

  /** Compares the schemas once. The reader's times lie in records, not in arrays or maps. */
  static WrittenTimes of(Schema writer, Schema reader) {
    List<Field> fields = new ArrayList<>();
    collect(records(writer), reader, List.of(), fields);
    return new WrittenTimes(List.copyOf(fields));
  }

  private static void collect(
      List<Schema> writers, Schema reader, List<Integer> path, List<Field> fields) {
    for (Schema.Field field : reader.getFields()) {
      List<Integer> here = Stream.concat(path.stream(), Stream.of(field.pos())).toList();
      List<Schema> written = new ArrayList<>();
      for (Schema writer : writers) {
        Schema.Field counterpart = writer.getField(field.name());
        if (counterpart != null) {
          written.addAll(branches(counterpart.schema()));
        }
      }
      for (Schema branch : branches(field.schema())) {
        if (branch.getLogicalType() instanceof LogicalTypes.TimestampMillis) {
          TimeUnit unit = unit(written);
          if (unit != TimeUnit.MILLIS) {
            fields.add(new Field(here, field.name(), unit));
          }
        } else if (branch.getType() == Schema.Type.RECORD) {
          collect(
              written.stream().flatMap(s -> records(s).stream()).toList(), branch, here, fields);
        }
      }
    }
  }

  /** What cannot be told apart after decoding is unknown. */
  private static TimeUnit unit(List<Schema> written) {
    Set<TimeUnit> units = EnumSet.noneOf(TimeUnit.class);
    for (Schema schema : written) {
      if (schema.getType() == Schema.Type.INT || schema.getType() == Schema.Type.LONG) {
        units.add(TimeUnit.marked(schema));
      }
    }
    return switch (units.size()) {
      case 0 -> TimeUnit.MILLIS;
      case 1 -> units.iterator().next();
      default -> TimeUnit.UNKNOWN;
    };
  }

  private static List<Schema> records(Schema schema) {
    return branches(schema).stream().filter(s -> s.getType() == Schema.Type.RECORD).toList();
  }

  private static List<Schema> branches(Schema schema) {
    return schema.getType() == Schema.Type.UNION ? schema.getTypes() : List.of(schema);
  }

  /**
   * Corrects the times of a record that Avro has decoded.
   *
   * @throws org.apache.kafka.common.errors.SerializationException when it has a time of unknown
   *     unit
   */
  void correct(IndexedRecord record) {
    for (Field field : fields) {
      field.correct(record);
    }
  }

  /**
   * A time in a unit other than milliseconds.
   *
   * @param path positions of fields, from the record's own
   */
  private record Field(List<Integer> path, String name, TimeUnit unit) {

    void correct(IndexedRecord record) {
      IndexedRecord owner = record;
      int last = path.size() - 1;
      for (int position : path.subList(0, last)) {
        if (!(owner.get(position) instanceof IndexedRecord inner)) {
          return;
        }
        owner = inner;
      }
      @Nullable Object value = owner.get(path.get(last));
      if (value instanceof Instant misread) {
        owner.put(path.get(last), unit.instant(misread.toEpochMilli(), name));
      }
    }
  }
}
