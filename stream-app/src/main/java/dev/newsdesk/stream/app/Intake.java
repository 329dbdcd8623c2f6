package dev.newsdesk.stream.app;

import dev.newsdesk.schemas.SchemaRegistry;
import dev.newsdesk.stream.accuracy.AccuracyTopology;
import dev.newsdesk.stream.config.StreamSettings;
import dev.newsdesk.stream.intake.IntakeClientSupplier;
import dev.newsdesk.stream.intake.PartitionHolds;
import dev.newsdesk.stream.intake.SchemaResolver;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/**
 * What stands between Kafka and the stream threads of one application. Each has its own: a label's
 * schema delays no article's.
 *
 * @param schemas resolves schemas in the background, until this is closed
 * @param holds which partitions wait for a schema
 * @param clients those of the stream threads
 */
record Intake(SchemaResolver schemas, PartitionHolds holds, IntakeClientSupplier clients)
    implements AutoCloseable {

  /** Begins to resolve the schemas of articles; the registry stays open when this is closed. */
  static Intake ofArticles(StreamSettings settings, SchemaRegistry registry) {
    return of("classification", settings, registry, Set.of(settings.topics().articles()));
  }

  /**
   * Begins to resolve the schemas of labels and predictions.
   *
   * @param labels the categories
   */
  static Intake ofAccuracy(StreamSettings settings, SchemaRegistry registry, List<String> labels) {
    return of("accuracy", settings, registry, AccuracyTopology.sources(settings.topics(), labels));
  }

  private static Intake of(
      String app, StreamSettings settings, SchemaRegistry registry, Set<String> topics) {
    SchemaResolver schemas =
        SchemaResolver.start(app, registry, settings.intake().schemaWait(), Clock.systemUTC());
    PartitionHolds holds = new PartitionHolds(schemas);
    long maxBytes = settings.intake().maxBytesOfThread(settings.threads());
    return new Intake(schemas, holds, new IntakeClientSupplier(schemas, holds, topics, maxBytes));
  }

  @Override
  public void close() {
    schemas.close();
  }
}
