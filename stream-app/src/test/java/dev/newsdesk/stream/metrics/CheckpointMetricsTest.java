package dev.newsdesk.stream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.network.Architecture;
import dev.newsdesk.classifier.network.Pooling;
import dev.newsdesk.classifier.network.RecurrentKind;
import io.prometheus.client.CollectorRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckpointMetricsTest {

  private static final CheckpointManifest SILENT =
      new CheckpointManifest(
          1,
          "gru-1",
          new Architecture(RecurrentKind.GRU, 1, false, 8, Pooling.TOKEN_MAX, 0.0, 0.0, 10, 2),
          new CheckpointManifest.TextPipeline("words", 16, 25),
          List.of("World", "Sports"),
          new CheckpointManifest.Training("gru", "none", 0, 0, 1, 42, Map.of()),
          null,
          null,
          Map.of());

  private final CollectorRegistry registry = new CollectorRegistry();

  @Test
  void tellsWhatTheCheckpointStates() {
    CheckpointMetrics.register(
        registry,
        SILENT
            .withAccuracy(new CheckpointManifest.Accuracy(0.91, 0.92, 7_600, null, null))
            .withPredictions(
                new CheckpointManifest.Predictions(
                    Map.of("World", 0.25, "Sports", 0.75), 0.8, 0.07)));

    assertThat(value("newsdesk_checkpoint_accuracy_ratio")).isEqualTo(0.92);
    assertThat(value("newsdesk_checkpoint_confidence_ratio")).isEqualTo(0.8);
    assertThat(value("newsdesk_checkpoint_unknown_words_ratio")).isEqualTo(0.07);
    assertThat(
            registry.getSampleValue(
                "newsdesk_checkpoint_category_ratio",
                new String[] {"checkpoint", "category"},
                new String[] {"gru-1", "Sports"}))
        .isEqualTo(0.75);
  }

  @Test
  void whatItDoesNotStateHasNoFigure() {
    CheckpointMetrics.register(registry, SILENT);

    assertThat(value("newsdesk_checkpoint_accuracy_ratio")).isNull();
    assertThat(value("newsdesk_checkpoint_confidence_ratio")).isNull();
    assertThat(value("newsdesk_checkpoint_unknown_words_ratio")).isNull();
  }

  private Double value(String name) {
    return registry.getSampleValue(name, new String[] {"checkpoint"}, new String[] {"gru-1"});
  }
}
