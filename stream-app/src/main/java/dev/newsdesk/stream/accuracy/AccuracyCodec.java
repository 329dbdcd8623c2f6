package dev.newsdesk.stream.accuracy;

import dev.newsdesk.AccuracyReport;
import dev.newsdesk.ArticleLabel;
import dev.newsdesk.internal.Prediction;
import dev.newsdesk.schemas.RegistryErrors;
import dev.newsdesk.schemas.SchemaRegistry;
import dev.newsdesk.stream.intake.SchemaIds;
import dev.newsdesk.stream.intake.WriterSchemas;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.jspecify.annotations.Nullable;

/**
 * Reads labels and predictions and writes reports, in Confluent's wire format. For one thread at a
 * time.
 */
final class AccuracyCodec implements AutoCloseable {

  private final Deserializer<ArticleLabel> labels;
  private final Deserializer<Prediction> predictions;
  private final Serializer<AccuracyReport> reports;
  private final WriterSchemas schemas;

  /** Nearly all records name the schema of the one before. */
  private int decodable = SchemaIds.NONE;

  /**
   * Makes the serdes.
   *
   * @param registry stays open when this is closed
   * @param schemas tells which schemas were given up
   */
  AccuracyCodec(SchemaRegistry registry, WriterSchemas schemas) {
    labels = registry.deserializer(ArticleLabel.class);
    predictions = registry.deserializer(Prediction.class);
    reports = registry.serializer(AccuracyReport.class);
    this.schemas = schemas;
  }

  /**
   * Reads a label, or returns nothing where the value can never be one.
   *
   * @throws TaskMigratedException as {@link #read}
   */
  Optional<ArticleLabel> label(String topic, byte @Nullable [] value) {
    return read(labels, topic, value);
  }

  /**
   * Reads of a labelled article who labelled it, or returns nothing where the value can never be
   * one.
   *
   * @throws TaskMigratedException as {@link #read}
   */
  Optional<Prediction> prediction(String topic, byte @Nullable [] value) {
    return read(predictions, topic, value);
  }

  /** Writes a report, whose schema is registered. */
  byte[] bytes(String topic, AccuracyReport report) {
    return reports.serialize(topic, report);
  }

  /**
   * Reads a value whose schema was resolved when it was let in.
   *
   * @throws TaskMigratedException when the cache has dropped the schema since and the registry does
   *     not give it again: Kafka Streams aborts the transaction and reads the record anew, which
   *     its partition waits for then
   */
  private <T> Optional<T> read(
      Deserializer<T> deserializer, String topic, byte @Nullable [] value) {
    int id = SchemaIds.of(value);
    if (value == null || (id != decodable && schemas.refusal(id).isPresent())) {
      return Optional.empty();
    }
    decodable = id;
    try {
      return Optional.of(deserializer.deserialize(topic, value));
    } catch (KafkaException e) {
      if (RegistryErrors.isTransient(e)) {
        decodable = SchemaIds.NONE;
        throw new TaskMigratedException("Schema id " + id + " is not resolved any more", e);
      }
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    labels.close();
    predictions.close();
    reports.close();
  }
}
