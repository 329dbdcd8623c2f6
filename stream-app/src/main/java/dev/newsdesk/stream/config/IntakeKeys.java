package dev.newsdesk.stream.config;

import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;

/** The settings of what is let in. */
final class IntakeKeys {

  static final String SCHEMA_WAIT = "schema.wait.ms";
  static final String MAX_BYTES = "intake.max.bytes";

  private IntakeKeys() {}

  static void define(KeyGroup group) {
    group
        .define(
            SCHEMA_WAIT,
            ConfigDef.Type.LONG,
            Duration.ofMinutes(10).toMillis(),
            Range.between(0, Duration.ofDays(7).toMillis()),
            Importance.MEDIUM,
            "Milliseconds that a record's partition waits for a schema that the registry does not"
                + " give while it answers other requests; then the record is a dead letter, or a label"
                + " that is counted as undecodable. Other partitions go on. The time stands still while no registry answers. A small"
                + " value sends articles to the dead letters whose schema a replica of the registry"
                + " has not got yet; a large one holds a partition that long for a bad record.")
        .define(
            MAX_BYTES,
            ConfigDef.Type.LONG,
            64L * 1024 * 1024,
            Range.between(1, 1_000_000_000_000L),
            Importance.LOW,
            "Bytes of records that an instance holds between fetch and commit, in equal parts for"
                + " its threads; a thread of online accuracy may hold another such part. A single"
                + " larger record passes. Partitions pause at the limit. A"
                + " small value makes small batches; a large one exhausts the heap when articles"
                + " are long.");
  }

  static IntakeSettings read(AbstractConfig config) {
    return new IntakeSettings(
        Duration.ofMillis(config.getLong(SCHEMA_WAIT)), config.getLong(MAX_BYTES));
  }
}
