package dev.newsdesk.stream.metrics;

import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;

/**
 * What the served checkpoint states of itself: alerts compare it with what it does now. What it
 * does not state has no figure.
 */
public final class CheckpointMetrics {

  private CheckpointMetrics() {}

  /** Registers the figures of a checkpoint. */
  public static void register(CollectorRegistry registry, CheckpointManifest checkpoint) {
    Gauge accuracy = AccuracyCatalogue.CHECKPOINT_ACCURACY.gauge(registry);
    Gauge shares = AccuracyCatalogue.CHECKPOINT_CATEGORY.gauge(registry);
    Gauge confidence = AccuracyCatalogue.CHECKPOINT_CONFIDENCE.gauge(registry);
    Gauge unknownWords = AccuracyCatalogue.CHECKPOINT_UNKNOWN_WORDS.gauge(registry);
    if (checkpoint.accuracy() != null) {
      accuracy.labels(checkpoint.id()).set(checkpoint.accuracy().test());
    }
    if (checkpoint.predictions() != null) {
      checkpoint
          .predictions()
          .shares()
          .forEach((category, share) -> shares.labels(checkpoint.id(), category).set(share));
      confidence.labels(checkpoint.id()).set(checkpoint.predictions().confidence());
      if (checkpoint.predictions().unknownWords() != null) {
        unknownWords.labels(checkpoint.id()).set(checkpoint.predictions().unknownWords());
      }
    }
  }
}
