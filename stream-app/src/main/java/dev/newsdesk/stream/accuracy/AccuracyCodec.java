package dev.newsdesk.stream.accuracy;

import dev.newsdesk.AccuracyReport;
import dev.newsdesk.ArticleLabel;
import dev.newsdesk.internal.Prediction;
import dev.newsdesk.schemas.RegistryErrors;
import dev.newsdesk.schemas.SchemaRegistry;
import dev.newsdesk.stream.classification.RegistryUnavailableException;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads labels and predictions and writes reports, in Confluent's wire format. For one thread at a
 * time.
 */
final class AccuracyCodec implements AutoCloseable {

  private final Deserializer<ArticleLabel> labels;
  private final Deserializer<Prediction> predictions;
  private final Serializer<AccuracyReport> reports;

  /** Makes the serdes; the registry stays open when this is closed. */
  AccuracyCodec(SchemaRegistry registry) {
    labels = registry.deserializer(ArticleLabel.class);
    predictions = registry.deserializer(Prediction.class);
    reports = registry.serializer(AccuracyReport.class);
  }

  /**
   * Reads a label, or returns nothing where the value can never be one.
   *
   * @throws RegistryUnavailableException when the registry does not answer
   */
  Optional<ArticleLabel> label(String topic, byte @Nullable [] value) {
    return read(labels, topic, value);
  }

  /**
   * Reads of a labelled article who labelled it, or returns nothing where the value can never be
   * one.
   *
   * @throws RegistryUnavailableException when the registry does not answer
   */
  Optional<Prediction> prediction(String topic, byte @Nullable [] value) {
    return read(predictions, topic, value);
  }

  /**
   * Writes a report.
   *
   * @throws RegistryUnavailableException when the registry does not answer
   */
  byte[] bytes(String topic, AccuracyReport report) {
    try {
      return reports.serialize(topic, report);
    } catch (KafkaException e) {
      if (RegistryErrors.isTransient(e)) {
        throw new RegistryUnavailableException(e);
      }
      throw e;
    }
  }

  private static <T> Optional<T> read(
      Deserializer<T> deserializer, String topic, byte @Nullable [] value) {
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(deserializer.deserialize(topic, value));
    } catch (KafkaException e) {
      if (RegistryErrors.isTransient(e)) {
        throw new RegistryUnavailableException(e);
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
