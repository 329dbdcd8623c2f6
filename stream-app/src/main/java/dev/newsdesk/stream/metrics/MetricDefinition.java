package dev.newsdesk.stream.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import io.prometheus.client.SimpleCollector;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A metric as the catalogue has it, and what makes it.
 *
 * @param name as Prometheus shows it, a counter's with {@code _total}
 * @param type what it is
 * @param unit what its values are
 * @param labels names of its labels
 * @param help what it tells, in one sentence
 * @param buckets upper bounds of a histogram's buckets; none for other types
 */
public record MetricDefinition(
    String name,
    Collector.Type type,
    Unit unit,
    List<String> labels,
    String help,
    List<Double> buckets) {

  /** Keeps copies of the lists. */
  public MetricDefinition {
    labels = List.copyOf(labels);
    buckets = List.copyOf(buckets);
  }

  /** Registers it as a counter. */
  public Counter counter(CollectorRegistry registry) {
    return register(Collector.Type.COUNTER, Counter.build(), registry);
  }

  /** Registers it as a gauge. */
  public Gauge gauge(CollectorRegistry registry) {
    return register(Collector.Type.GAUGE, Gauge.build(), registry);
  }

  /** Registers it as a histogram. */
  public Histogram histogram(CollectorRegistry registry) {
    double[] bounds = buckets.stream().mapToDouble(Double::doubleValue).toArray();
    return register(Collector.Type.HISTOGRAM, Histogram.build().buckets(bounds), registry);
  }

  private <B extends SimpleCollector.Builder<B, C>, C extends SimpleCollector<?>> C register(
      Collector.Type asked, B builder, CollectorRegistry registry) {
    if (asked != type) {
      throw new IllegalStateException(
          name + " is a " + type + " and no " + asked + ": correct it in the catalogue.");
    }
    return builder
        .name(name)
        .help(help)
        .labelNames(labels.toArray(String[]::new))
        .register(registry);
  }

  static MetricDefinition counter(String name, Unit unit, String help, String... labels) {
    return new MetricDefinition(
        name, Collector.Type.COUNTER, unit, List.of(labels), help, List.of());
  }

  static MetricDefinition gauge(String name, Unit unit, String help, String... labels) {
    return new MetricDefinition(name, Collector.Type.GAUGE, unit, List.of(labels), help, List.of());
  }

  static MetricDefinition histogram(String name, Unit unit, String help, List<Double> buckets) {
    return new MetricDefinition(name, Collector.Type.HISTOGRAM, unit, List.of(), help, buckets);
  }

  static List<Double> buckets(double... bounds) {
    return DoubleStream.of(bounds).boxed().toList();
  }

  static List<Double> doubling(double first, int count) {
    return DoubleStream.iterate(first, bound -> bound * 2).limit(count).boxed().toList();
  }
}
