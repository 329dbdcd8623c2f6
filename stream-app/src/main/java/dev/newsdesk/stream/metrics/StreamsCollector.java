package dev.newsdesk.stream.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

  private final Supplier<KafkaStreams.State> state;
  private final Supplier<? extends Map<MetricName, ? extends Metric>> metrics;
  private final Set<String> topics;

  /**
   * Reads from a client that need not have been started.
   *
   * @param topics those whose lag is told
   */
  public StreamsCollector(KafkaStreams streams, Set<String> topics) {
    this(streams::state, streams::metrics, topics);
  }

  /** Takes state and metrics from elsewhere. */
  StreamsCollector(
      Supplier<KafkaStreams.State> state,
      Supplier<? extends Map<MetricName, ? extends Metric>> metrics,
      Set<String> topics) {
    this.state = state;
    this.metrics = metrics;
    this.topics = Set.copyOf(topics);
  }

  @Override
  public List<MetricFamilySamples> collect() {
    Map<String, Double> lags = new TreeMap<>();
    double threads = 0;
    for (Map.Entry<MetricName, ? extends Metric> entry : metrics.get().entrySet()) {
      MetricName name = entry.getKey();
      if (isLag(name)) {
        // Not a number before the first fetch.
        if (entry.getValue().metricValue() instanceof Double lag && !lag.isNaN()) {
          lags.merge(name.tags().get("topic"), lag, Double::sum);
        }
      } else if (name.group().equals(CLIENT)
          && name.name().equals("alive-stream-threads")
          && entry.getValue().metricValue() instanceof Number alive) {
        threads = alive.doubleValue();
      }
    }
    return List.of(states(), family(Catalogue.STREAMS_THREADS, threads), lag(lags));
  }

  /**
   * Consumers tell a partition's lag twice where the topic's name has a dot: once under the name,
   * and once with a line below in its place.
   */
  private boolean isLag(MetricName name) {
    return name.group().equals(FETCHES)
        && name.name().equals("records-lag")
        && topics.contains(name.tags().getOrDefault("topic", ""));
  }

  private MetricFamilySamples states() {
    GaugeMetricFamily family = family(Catalogue.STREAMS_STATE);
    KafkaStreams.State now = state.get();
    for (KafkaStreams.State each : KafkaStreams.State.values()) {
      family.addMetric(List.of(each.name().toLowerCase(Locale.ROOT)), each == now ? 1 : 0);
    }
    return family;
  }

  private static MetricFamilySamples lag(Map<String, Double> lags) {
    GaugeMetricFamily family = family(Catalogue.INPUT_LAG);
    lags.forEach((topic, lag) -> family.addMetric(List.of(topic), lag));
    return family;
  }

  private static GaugeMetricFamily family(MetricDefinition definition) {
    return new GaugeMetricFamily(
        definition.name(), definition.help(), new ArrayList<>(definition.labels()));
  }

  private static MetricFamilySamples family(MetricDefinition definition, double value) {
    return new GaugeMetricFamily(definition.name(), definition.help(), value);
  }
}
