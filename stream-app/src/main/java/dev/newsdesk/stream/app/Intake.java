package dev.newsdesk.stream.app;

import dev.newsdesk.schemas.SchemaRegistry;
import dev.newsdesk.stream.config.StreamSettings;
import dev.newsdesk.stream.intake.IntakeClientSupplier;
import dev.newsdesk.stream.intake.PartitionHolds;
import dev.newsdesk.stream.intake.SchemaResolver;
import java.time.Clock;

/** What stands between Kafka and the stream threads of a process. */
final class Intake implements AutoCloseable {

  private final SchemaResolver schemas;
  private final PartitionHolds holds;
  private final IntakeClientSupplier labelling;

  /** Begins to resolve schemas; the registry stays open when this is closed. */
  Intake(StreamSettings settings, SchemaRegistry registry) {
    schemas = SchemaResolver.start(registry, settings.intake().schemaWait(), Clock.systemUTC());
    holds = new PartitionHolds(schemas);
    labelling =
        new IntakeClientSupplier(
            schemas, holds, settings.intake().maxBytesOfThread(settings.threads()));
  }

  /** Returns what resolves schemas for the whole process. */
  SchemaResolver schemas() {
    return schemas;
  }

  /** Returns which of the articles' partitions wait for a schema. */
  PartitionHolds holds() {
    return holds;
  }

  /** Returns the clients of the stream threads that classify articles. */
  IntakeClientSupplier labelling() {
    return labelling;
  }

  /**
   * Returns clients for another Kafka Streams client, with partitions of its own.
   *
   * @param maxBytes what each of its threads holds between fetch and commit
   */
  IntakeClientSupplier clients(long maxBytes) {
    return new IntakeClientSupplier(schemas, new PartitionHolds(schemas), maxBytes);
  }

  @Override
  public void close() {
    schemas.close();
  }
}
