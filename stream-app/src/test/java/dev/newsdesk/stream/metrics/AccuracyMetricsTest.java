package dev.newsdesk.stream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.stream.accuracy.LabelOutcome;
import dev.newsdesk.stream.accuracy.PredictionOutcome;
import io.prometheus.client.CollectorRegistry;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class AccuracyMetricsTest {

  private static final List<String> CATEGORIES = List.of("World", "Sci/Tech");

  private final CollectorRegistry registry = new CollectorRegistry();
  private final AccuracyMetrics metrics = new AccuracyMetrics(registry, "gru-1", CATEGORIES);

  @Test
  void everyOutcomeAndCellIsThereFromTheBeginning() {
    for (LabelOutcome outcome : LabelOutcome.values()) {
      assertThat(labels(outcome)).as(outcome.name()).isZero();
    }
    for (PredictionOutcome outcome : PredictionOutcome.values()) {
      assertThat(read(outcome)).as(outcome.name()).isZero();
    }
    for (String labelled : CATEGORIES) {
      for (String predicted : CATEGORIES) {
        assertThat(confusion("gru-1", labelled, predicted)).isZero();
      }
    }
    assertThat(registry.getSampleValue("newsdesk_unlabelled_articles_total")).isZero();
  }

  @Test
  void countsWhatItIsTold() {
    metrics.labels(LabelOutcome.UNKNOWN_CATEGORY, 3);
    metrics.read(PredictionOutcome.INVALID);
    metrics.met("gru-1", "World", "Sci/Tech");
    metrics.met("gru-0", "World", "World");
    metrics.unlabelled(7);

    assertThat(labels(LabelOutcome.UNKNOWN_CATEGORY)).isEqualTo(3);
    assertThat(read(PredictionOutcome.INVALID)).isOne();
    assertThat(read(PredictionOutcome.ACCEPTED)).isZero();
    assertThat(confusion("gru-1", "World", "Sci/Tech")).isOne();
    assertThat(confusion("gru-1", "World", "World")).isZero();
    assertThat(confusion("gru-0", "World", "World")).isOne();
    assertThat(registry.getSampleValue("newsdesk_unlabelled_articles_total")).isEqualTo(7);
  }

  private Double labels(LabelOutcome outcome) {
    return registry.getSampleValue(
        "newsdesk_labels_total",
        new String[] {"outcome"},
        new String[] {outcome.name().toLowerCase(Locale.ROOT)});
  }

  private Double read(PredictionOutcome outcome) {
    return registry.getSampleValue(
        "newsdesk_predictions_read_total",
        new String[] {"outcome"},
        new String[] {outcome.name().toLowerCase(Locale.ROOT)});
  }

  private Double confusion(String checkpoint, String labelled, String predicted) {
    return registry.getSampleValue(
        "newsdesk_confusion_total",
        new String[] {"checkpoint", "labelled", "predicted"},
        new String[] {checkpoint, labelled, predicted});
  }
}
