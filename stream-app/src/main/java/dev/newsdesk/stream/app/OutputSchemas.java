package dev.newsdesk.stream.app;

import dev.newsdesk.AccuracyEstimate;
import dev.newsdesk.AccuracyReport;
import dev.newsdesk.Article;
import dev.newsdesk.ClassifiedArticle;
import dev.newsdesk.schemas.InnermostCause;
import dev.newsdesk.schemas.RegistryErrors;
import dev.newsdesk.schemas.SchemaRegistry;
import dev.newsdesk.stream.config.StreamSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Registers the schemas of what the app writes before it takes anything in. The connection keeps
 * their ids, so that no later outage of the registry stops what can be read.
 */
final class OutputSchemas {

  private static final long PAUSE_NANOS = 200_000_000;

  private final StreamSettings settings;
  private final SchemaRegistry schemas;

  OutputSchemas(StreamSettings settings, SchemaRegistry schemas) {
    this.settings = settings;
    this.schemas = schemas;
  }

  /**
   * Connects to the registry, which need not answer yet.
   *
   * @throws StartupException when its client refuses the settings
   */
  static SchemaRegistry connect(StreamSettings settings) {
    try {
      return SchemaRegistry.connect(settings.registry());
    } catch (KafkaException e) {
      throw new StartupException(
          "The schema registry's client refuses its settings ("
              + InnermostCause.of(e)
              + "): correct what is under registry.",
          e);
    }
  }

  /**
   * Registers one subject for each category.
   *
   * @throws StartupException when the registry refuses one, or does not answer in time
   */
  void register(List<String> labels) {
    Instant until = Instant.now().plus(settings.startupTimeout());
    try (Serializer<ClassifiedArticle> serializer = schemas.serializer(ClassifiedArticle.class)) {
      for (String label : labels) {
        register(serializer, settings.topics().category(label), article(label), until);
      }
    }
  }

  /**
   * Registers the schema of accuracy reports, or fails at once: online accuracy starts again.
   *
   * @throws StartupException when the registry refuses it or does not answer
   */
  void registerReports() {
    try (Serializer<AccuracyReport> serializer = schemas.serializer(AccuracyReport.class)) {
      register(serializer, settings.topics().accuracy(), report(), Instant.MIN);
    }
  }

  private static <T> void register(
      Serializer<T> serializer, String topic, T example, Instant until) {
    while (true) {
      try {
        // The bytes are of no use: a serializer registers what it is about to write.
        var unused = serializer.serialize(topic, example);
        return;
      } catch (KafkaException e) {
        if (!RegistryErrors.isTransient(e) || Instant.now().isAfter(until)) {
          throw new StartupException(
              "The schema registry does not take the schema of "
                  + topic
                  + " ("
                  + InnermostCause.of(e)
                  + "): permit it, or register it as subject "
                  + topic
                  + "-value.",
              e);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private static ClassifiedArticle article(String label) {
    return ClassifiedArticle.newBuilder()
        .setArticle(Article.newBuilder().setId("").setTitle("").build())
        .setCategory(label)
        .setConfidence(1)
        .setProbabilities(Map.of(label, 1.0))
        .setCheckpointId("")
        .setClassifiedAt(Instant.EPOCH)
        .build();
  }

  private static AccuracyReport report() {
    return AccuracyReport.newBuilder()
        .setCheckpointId("")
        .setOverall(new AccuracyEstimate(0L, 0L, 0.0, 0.0, 1.0))
        .setByCategory(Map.of())
        .setConfusions(List.of())
        .build();
  }
}
