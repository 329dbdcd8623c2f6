package dev.newsdesk.stream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.stream.drift.Detectors;
import dev.newsdesk.stream.drift.DriftReferences;
import dev.newsdesk.stream.drift.Recalls;
import io.prometheus.client.CollectorRegistry;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DriftMetricsTest {

  private static final List<String> CATEGORIES = List.of("World", "Sports");

  private final CollectorRegistry registry = new CollectorRegistry();
  private final DriftMetrics metrics = new DriftMetrics("gru-1", CATEGORIES).register(registry);

  @Test
  void onlyTheInstanceThatHasTheTaskExportsSamples() {
    assertThat(samples()).isZero();
    Object owner = new Object();
    metrics.observed(owner, detectors());
    assertThat(value("newsdesk_accuracy_drop_alarm", "checkpoint", "gru-1")).isZero();
    assertThat(value("newsdesk_accuracy_expected_ratio", "checkpoint", "gru-1"))
        .isBetween(0.89, 0.91);
    assertThat(registry.getSampleValue("newsdesk_category_shift_alarm")).isZero();
    assertThat(value("newsdesk_category_reference_ratio", "category", "World")).isEqualTo(0.75);
    assertThat(value("newsdesk_drift_reference_missing_articles", "reference", "mix")).isZero();
    assertThat(value("newsdesk_drift_reference_missing_articles", "reference", "confidence"))
        .isEqualTo(1_000);
    metrics.gone(owner);
    assertThat(samples()).isZero();
  }

  @Test
  void aTaskThatMovedWithinTheInstanceIsNotTakenForGone() {
    Object before = new Object();
    metrics.observed(before, detectors());
    metrics.observed(new Object(), detectors());
    metrics.gone(before);
    assertThat(samples()).isPositive();
  }

  private static Detectors detectors() {
    Recalls published = new Recalls(2);
    published.add(0, 1_000, 900);
    published.add(1, 1_000, 900);
    return Detectors.of(
        new DriftReferences(
            "gru-1",
            CATEGORIES,
            published,
            1_000,
            Map.of("World", 0.75, "Sports", 0.25),
            OptionalDouble.empty(),
            0));
  }

  private long samples() {
    return Collections.list(registry.metricFamilySamples()).stream()
        .mapToLong(family -> family.samples.size())
        .sum();
  }

  private @Nullable Double value(String name, String label, String value) {
    return registry.getSampleValue(name, new String[] {label}, new String[] {value});
  }
}
