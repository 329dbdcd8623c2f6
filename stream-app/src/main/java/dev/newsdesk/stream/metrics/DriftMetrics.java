package dev.newsdesk.stream.metrics;

import dev.newsdesk.stream.accuracy.DriftListener;
import dev.newsdesk.stream.drift.AccuracyDetector;
import dev.newsdesk.stream.drift.ConfidenceDetector;
import dev.newsdesk.stream.drift.Detectors;
import dev.newsdesk.stream.drift.ShiftDetector;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the drift detectors say, from the instance that has their task; the others export no sample.
 * Thread-safe.
 */
public final class DriftMetrics extends Collector implements DriftListener {

  private final String checkpointId;
  private final List<String> categories;
  private @Nullable Object owner;
  private List<MetricFamilySamples> samples;

  /**
   * Makes the metrics, without a sample.
   *
   * @param checkpointId identifies what is served
   * @param categories of the checkpoint
   */
  public DriftMetrics(String checkpointId, List<String> categories) {
    this.checkpointId = checkpointId;
    this.categories = List.copyOf(categories);
    samples = none();
  }

  @Override
  public synchronized void observed(Object processor, Detectors detectors) {
    owner = processor;
    List<MetricFamilySamples> now = new ArrayList<>();
    accuracy(now, detectors.accuracy());
    shift(now, detectors.shift());
    confidence(now, detectors.confidence());
    GaugeMetricFamily missing = family(DriftCatalogue.DRIFT_MISSING);
    missing.addMetric(List.of("mix"), (double) detectors.shift().missing());
    missing.addMetric(List.of("confidence"), (double) detectors.confidence().missing());
    now.add(missing);
    samples = List.copyOf(now);
  }

  /** Another processor of this instance may have the task already. */
  @Override
  public synchronized void gone(Object processor) {
    if (processor == owner) {
      owner = null;
      samples = none();
    }
  }

  private void accuracy(List<MetricFamilySamples> now, AccuracyDetector detector) {
    now.add(ofCheckpoint(DriftCatalogue.ACCURACY_ALARM, detector.isAlarm() ? 1 : 0));
    now.add(ofCheckpoint(DriftCatalogue.ACCURACY_SCORE, detector.score()));
    now.add(ofCheckpoint(DriftCatalogue.ACCURACY_DROP, detector.drop()));
    now.add(ofCheckpoint(DriftCatalogue.ACCURACY_EXPECTED, detector.expected()));
  }

  private void shift(List<MetricFamilySamples> now, ShiftDetector detector) {
    now.add(family(DriftCatalogue.SHIFT_ALARM).addMetric(List.of(), detector.isAlarm() ? 1 : 0));
    now.add(family(DriftCatalogue.SHIFT).addMetric(List.of(), detector.shift()));
    GaugeMetricFamily reference = family(DriftCatalogue.REFERENCE_SHARE);
    GaugeMetricFamily recent = family(DriftCatalogue.RECENT_SHARE);
    for (int c = 0; c < categories.size(); c++) {
      reference.addMetric(List.of(categories.get(c)), detector.reference(c));
      recent.addMetric(List.of(categories.get(c)), detector.recent(c));
    }
    now.add(reference);
    now.add(recent);
  }

  private void confidence(List<MetricFamilySamples> now, ConfidenceDetector detector) {
    now.add(ofCheckpoint(DriftCatalogue.CONFIDENCE_ALARM, detector.isAlarm() ? 1 : 0));
    now.add(ofCheckpoint(DriftCatalogue.CONFIDENCE_DROP, detector.drop()));
    now.add(ofCheckpoint(DriftCatalogue.CONFIDENCE_REFERENCE, detector.reference()));
  }

  @Override
  public synchronized List<MetricFamilySamples> collect() {
    return samples;
  }

  private static List<MetricFamilySamples> none() {
    return DriftCatalogue.ALL.stream()
        .map(DriftMetrics::family)
        .map(MetricFamilySamples.class::cast)
        .toList();
  }

  private MetricFamilySamples ofCheckpoint(MetricDefinition definition, double value) {
    return family(definition).addMetric(List.of(checkpointId), value);
  }

  private static GaugeMetricFamily family(MetricDefinition definition) {
    return new GaugeMetricFamily(
        definition.name(), definition.help(), new ArrayList<>(definition.labels()));
  }
}
