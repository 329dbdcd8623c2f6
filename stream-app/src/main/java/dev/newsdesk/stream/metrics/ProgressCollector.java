package dev.newsdesk.stream.metrics;

import dev.newsdesk.stream.health.Liveness;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Shows at each scrape whether anything moves. Thread-safe. */
public final class ProgressCollector extends Collector {

  private final Liveness liveness;

  /** Reads from a watch that need not have begun. */
  public ProgressCollector(Liveness liveness) {
    this.liveness = liveness;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    Liveness.Figures figures = liveness.figures();
    return List.of(
        family(Catalogue.BROKER_SILENCE, figures.silence()),
        family(Catalogue.THREAD_LOOP, figures.loop()),
        family(Catalogue.UNCOMMITTED, figures.uncommitted()),
        byTopic(Catalogue.GROUP_LAG, figures.lags(), Long::doubleValue),
        byTopic(Catalogue.GROUP_STALL, figures.stalls(), ProgressCollector::seconds));
  }

  private static MetricFamilySamples family(MetricDefinition definition, Duration value) {
    return new GaugeMetricFamily(definition.name(), definition.help(), seconds(value));
  }

  private static <T> MetricFamilySamples byTopic(
      MetricDefinition definition, Map<String, T> values, ToDoubleFunction<T> number) {
    GaugeMetricFamily family =
        new GaugeMetricFamily(
            definition.name(), definition.help(), new ArrayList<>(definition.labels()));
    values.forEach((topic, value) -> family.addMetric(List.of(topic), number.applyAsDouble(value)));
    return family;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }
}
