package dev.newsdesk.stream.metrics;

import dev.newsdesk.stream.accuracy.AccuracyListener;
import dev.newsdesk.stream.accuracy.LabelOutcome;
import dev.newsdesk.stream.accuracy.PredictionOutcome;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Counts what became of labels and predictions. An article counts once, in the instance where its
 * label met it, so that the sums over all instances are right; work of a transaction that is given
 * up and repeated counts twice.
 *
 * <p>Thread-safe.
 */
public final class AccuracyMetrics implements AccuracyListener {

  private final Counter outcomes;
  private final Map<PredictionOutcome, Counter.Child> read = new EnumMap<>(PredictionOutcome.class);
  private final Counter confusions;
  private final Counter unlabelled;

  /**
   * Makes the metrics, with a zero for each outcome and each cell of the served checkpoint's
   * confusion matrix.
   *
   * @param registry where they are registered
   * @param checkpointId identifies what is served
   * @param categories of the checkpoint
   */
  public AccuracyMetrics(CollectorRegistry registry, String checkpointId, List<String> categories) {
    outcomes = AccuracyCatalogue.LABELS.counter(registry);
    confusions = AccuracyCatalogue.CONFUSION.counter(registry);
    unlabelled = AccuracyCatalogue.UNLABELLED.counter(registry);
    for (LabelOutcome outcome : LabelOutcome.values()) {
      outcomes.labels(name(outcome));
    }
    Counter predictions = AccuracyCatalogue.PREDICTIONS_READ.counter(registry);
    for (PredictionOutcome outcome : PredictionOutcome.values()) {
      read.put(outcome, predictions.labels(name(outcome)));
    }
    for (String labelled : categories) {
      categories.forEach(predicted -> confusions.labels(checkpointId, labelled, predicted));
    }
  }

  @Override
  public void labels(LabelOutcome outcome, long labels) {
    outcomes.labels(name(outcome)).inc((double) labels);
  }

  @Override
  public void read(PredictionOutcome outcome) {
    Objects.requireNonNull(read.get(outcome)).inc();
  }

  @Override
  public void met(String checkpointId, String labelled, String predicted) {
    confusions.labels(checkpointId, labelled, predicted).inc();
  }

  @Override
  public void unlabelled(long articles) {
    unlabelled.inc((double) articles);
  }

  private static String name(Enum<?> outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
