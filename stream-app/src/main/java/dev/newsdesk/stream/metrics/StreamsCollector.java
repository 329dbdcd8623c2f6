package dev.newsdesk.stream.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Takes from Kafka Streams, at each scrape, what tells whether it works. Its other hundreds of
 * metrics, one for each task, node and store, stay in JMX. Thread-safe.
 */
public final class StreamsCollector extends Collector {

  private static final String CLIENT = "stream-metrics";

  private final List<Source> sources;

  /** Reads from all of the process's applications. */
  public StreamsCollector(List<Source> sources) {
    this.sources = List.copyOf(sources);
  }

  /** Returns the application that classifies; its client need not have been started. */
  public static Source classification(KafkaStreams streams) {
    return new Source("classification", streams::state, streams::metrics);
  }

  /** Returns that of online accuracy, whose client changes. */
  public static Source accuracy(
      Supplier<KafkaStreams.State> state,
      Supplier<? extends Map<MetricName, ? extends Metric>> metrics) {
    return new Source("accuracy", state, metrics);
  }

  @Override
  public List<MetricFamilySamples> collect() {
    GaugeMetricFamily states = family(Catalogue.STREAMS_STATE);
    GaugeMetricFamily threads = family(Catalogue.STREAMS_THREADS);
    for (Source source : sources) {
      addState(states, source);
      threads.addMetric(List.of(source.app()), threads(source));
    }
    return List.of(states, threads);
  }

  private static void addState(GaugeMetricFamily states, Source source) {
    KafkaStreams.State now = source.state().get();
    for (KafkaStreams.State each : KafkaStreams.State.values()) {
      states.addMetric(
          List.of(source.app(), each.name().toLowerCase(Locale.ROOT)), each == now ? 1 : 0);
    }
  }

  private static double threads(Source source) {
    return source.metrics().get().entrySet().stream()
        .filter(
            entry ->
                entry.getKey().group().equals(CLIENT)
                    && entry.getKey().name().equals("alive-stream-threads"))
        .map(entry -> entry.getValue().metricValue())
        .filter(Number.class::isInstance)
        .mapToDouble(value -> ((Number) value).doubleValue())
        .sum();
  }

  private static GaugeMetricFamily family(MetricDefinition definition) {
    return new GaugeMetricFamily(
        definition.name(), definition.help(), new ArrayList<>(definition.labels()));
  }

  /**
   * A Kafka Streams application of this process.
   *
   * @param app tells it from the others
   * @param state what its client is doing
   * @param metrics those of its client
   */
  public record Source(
      String app,
      Supplier<KafkaStreams.State> state,
      Supplier<? extends Map<MetricName, ? extends Metric>> metrics) {}
}
