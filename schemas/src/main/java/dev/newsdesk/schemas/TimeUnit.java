package dev.newsdesk.schemas;

import java.time.Duration;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** What a writer's integer counts where a point in time is read from it. */
enum TimeUnit {
  /** Milliseconds since the epoch, which a plain integer is taken for, too. */
  MILLIS,
  MICROS,
  NANOS,
  /** Days since the epoch, each at its beginning in UTC. */
  DAYS,
  /** No point in time, or none that Newsdesk knows. */
  UNKNOWN;

  private static final String PROPERTY = "newsdesk.unit";

  /** Returns the unit that the schema of a foreign writer states. */
  static TimeUnit of(Schema schema) {
    Object logicalType = schema.getObjectProp("logicalType");
    if (logicalType != null) {
      return ofLogicalType(schema.getType(), logicalType);
    }
    // Debezium names its types here alone.
    return schema.getObjectProp("connect.name") instanceof String name
            && name.startsWith("io.debezium.time.")
        ? ofDebezium(schema.getType(), name)
        : MILLIS;
  }

  private static TimeUnit ofLogicalType(Schema.Type type, Object logicalType) {
    if (type == Schema.Type.INT) {
      return logicalType.equals("date") ? DAYS : UNKNOWN;
    }
    return switch (String.valueOf(logicalType)) {
      // Without a time zone they are taken for UTC.
      case "timestamp-millis", "local-timestamp-millis" -> MILLIS;
      case "timestamp-micros", "local-timestamp-micros" -> MICROS;
      case "timestamp-nanos", "local-timestamp-nanos" -> NANOS;
      default -> UNKNOWN;
    };
  }

  private static TimeUnit ofDebezium(Schema.Type type, String name) {
    if (type == Schema.Type.INT) {
      return name.equals("io.debezium.time.Date") ? DAYS : UNKNOWN;
    }
    return switch (name) {
      case "io.debezium.time.Timestamp" -> MILLIS;
      case "io.debezium.time.MicroTimestamp" -> MICROS;
      case "io.debezium.time.NanoTimestamp" -> NANOS;
      default -> UNKNOWN;
    };
  }

  /**
   * Returns the point in time, in whole milliseconds.
   *
   * @param name of the field, for the message
   * @throws SerializationException when the unit is unknown, or the time is beyond an Instant's
   */
  Instant instant(long count, String name) {
    return switch (this) {
      case MILLIS -> Instant.ofEpochMilli(count);
      case MICROS -> Instant.ofEpochMilli(Math.floorDiv(count, 1_000L));
      case NANOS -> Instant.ofEpochMilli(Math.floorDiv(count, 1_000_000L));
      case DAYS -> Instant.EPOCH.plus(Duration.ofDays(count));
      case UNKNOWN ->
          throw new SerializationException(
              "The field %s was not written as a point in time that Newsdesk knows: use timestamp-millis, timestamp-micros, timestamp-nanos, a local timestamp or date."
                  .formatted(name));
    };
  }

  /** Notes the unit in a lean schema, where Avro knows nothing of it. */
  static Schema mark(Schema lean, TimeUnit unit) {
    if (unit != MILLIS) {
      lean.addProp(PROPERTY, unit.name());
    }
    return lean;
  }

  /** Returns the unit that {@link #mark} noted. */
  static TimeUnit marked(Schema lean) {
    @Nullable String unit = lean.getProp(PROPERTY);
    return unit == null ? MILLIS : valueOf(unit);
  }
}
