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
    Gauge accuracy =
        Gauge.build(
                "newsdesk_checkpoint_accuracy_ratio",
                "Accuracy on the test set, measured when the checkpoint was published.")
            .labelNames("checkpoint")
            .register(registry);
    Gauge shares =
        Gauge.build(
                "newsdesk_checkpoint_category_ratio",
                "Share of a category among the checkpoint's answers on the test set.")
            .labelNames("checkpoint", "category")
            .register(registry);
    Gauge confidence =
        Gauge.build(
                "newsdesk_checkpoint_confidence_ratio",
                "Mean confidence of the checkpoint's answers on the test set.")
            .labelNames("checkpoint")
            .register(registry);
    if (checkpoint.accuracy() != null) {
      accuracy.labels(checkpoint.id()).set(checkpoint.accuracy().test());
    }
    if (checkpoint.predictions() != null) {
      checkpoint
          .predictions()
          .shares()
          .forEach((category, share) -> shares.labels(checkpoint.id(), category).set(share));
      confidence.labels(checkpoint.id()).set(checkpoint.predictions().confidence());
    }
  }
}
