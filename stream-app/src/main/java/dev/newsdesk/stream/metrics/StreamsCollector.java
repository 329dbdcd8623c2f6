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
 * Takes from Kafka Streams, at each scrape, what tells whether it works and keeps up. Its other
 * hundreds of metrics, one for each task, node and store, stay in JMX. Thread-safe.
 */
public final class StreamsCollector extends Collector {

  private static final String FETCHES = "consumer-fetch-manager-metrics";
  private static final String CLIENT = "stream-metrics";

  private final List<Source> sources;

  /** Reads from all of the process's applications. */
  public StreamsCollector(List<Source> sources) {
    this.sources = List.copyOf(sources);
  }

  /** Returns the application that classifies; its client need not have been started. */
  public static Source classification(KafkaStreams streams, String topic) {
    return new Source("classification", streams::state, streams::metrics, topic);
  }

  /** Returns that of online accuracy, whose client changes. */
  public static Source accuracy(
      Supplier<KafkaStreams.State> state,
      Supplier<? extends Map<MetricName, ? extends Metric>> metrics,
      String topic) {
    return new Source("accuracy", state, metrics, topic);
  }

  @Override
  public List<MetricFamilySamples> collect() {
    GaugeMetricFamily states = family(Catalogue.STREAMS_STATE);
    GaugeMetricFamily threads = family(Catalogue.STREAMS_THREADS);
    GaugeMetricFamily lags = family(Catalogue.INPUT_LAG);
    for (Source source : sources) {
      addState(states, source);
      addThreadsAndLag(threads, lags, source);
    }
    return List.of(states, threads, lags);
  }

  private static void addState(GaugeMetricFamily states, Source source) {
    KafkaStreams.State now = source.state().get();
    for (KafkaStreams.State each : KafkaStreams.State.values()) {
      states.addMetric(
          List.of(source.app(), each.name().toLowerCase(Locale.ROOT)), each == now ? 1 : 0);
    }
  }

  private static void addThreadsAndLag(
      GaugeMetricFamily threads, GaugeMetricFamily lags, Source source) {
    double living = 0;
    double lag = Double.NaN;
    for (Map.Entry<MetricName, ? extends Metric> entry : source.metrics().get().entrySet()) {
      MetricName name = entry.getKey();
      Object value = entry.getValue().metricValue();
      if (isLag(name, source.topic())) {
        // Not a number before the first fetch.
        if (value instanceof Double partition && !partition.isNaN()) {
          lag = Double.isNaN(lag) ? partition : lag + partition;
        }
      } else if (name.group().equals(CLIENT)
          && name.name().equals("alive-stream-threads")
          && value instanceof Number alive) {
        living = alive.doubleValue();
      }
    }
    threads.addMetric(List.of(source.app()), living);
    if (!Double.isNaN(lag)) {
      lags.addMetric(List.of(source.topic()), lag);
    }
  }

  /**
   * Consumers tell a partition's lag twice where the topic's name has a dot: once under the name,
   * and once with a line below in its place.
   */
  private static boolean isLag(MetricName name, String topic) {
    return name.group().equals(FETCHES)
        && name.name().equals("records-lag")
        && topic.equals(name.tags().get("topic"));
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
   * @param topic whose lag is told
   */
  public record Source(
      String app,
      Supplier<KafkaStreams.State> state,
      Supplier<? extends Map<MetricName, ? extends Metric>> metrics,
      String topic) {}
}
