package dev.newsdesk.stream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.stream.metrics.StreamsCollector.Source;
import io.prometheus.client.CollectorRegistry;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

/** What a broker is needed for is in {@code StreamsMetricsIT}. */
class StreamsCollectorTest {

  private final CollectorRegistry registry = new CollectorRegistry();
  private final Map<MetricName, Metric> metrics = new LinkedHashMap<>();
  private State state = State.CREATED;

  @Test
  void sumsTheLagOfATopicsPartitions() {
    lag("news.articles", 0, 5.0);
    lag("news.articles", 1, 7.0);
    collect("news.articles");

    assertThat(lagOf("news.articles")).isEqualTo(12);
  }

  @Test
  void whatIsNoInputHasNoLag() {
    lag("news.articles", 0, 5.0);
    lag("news_articles", 0, 5.0);
    lag("newsdesk-pending-articles-changelog", 0, 9.0);
    collect("news.articles");

    assertThat(lagOf("news.articles")).isEqualTo(5);
    assertThat(lagOf("news_articles")).isNull();
    assertThat(lagOf("newsdesk-pending-articles-changelog")).isNull();
  }

  @Test
  void beforeTheFirstFetchThereIsNoLag() {
    lag("news.articles", 0, Double.NaN);
    collect("news.articles");

    assertThat(lagOf("news.articles")).isNull();
  }

  @Test
  void theStateIsTheOneAtTheTimeOfTheScrape() {
    collect("news.articles");
    assertThat(valueOf("created")).isOne();

    state = State.RUNNING;
    assertThat(valueOf("running")).isOne();
    assertThat(Arrays.stream(State.values()).mapToDouble(each -> valueOf(each.name())).sum())
        .isOne();
  }

  @Test
  void countsTheLiveThreadsOfARealClient() {
    Topology topology = new Topology();
    topology.addSource("source", "news.articles");
    Properties properties = new Properties();
    properties.put("application.id", "collected");
    properties.put("bootstrap.servers", "localhost:1");
    properties.put("num.stream.threads", "3");
    properties.put("default.key.serde", Serdes.ByteArraySerde.class);
    try (KafkaStreams streams = new KafkaStreams(topology, properties)) {
      new StreamsCollector(List.of(StreamsCollector.classification(streams, "news.articles")))
          .register(registry);

      assertThat(threadsOf("classification")).isEqualTo(3);
      assertThat(valueOf("created")).isOne();
    }
    assertThat(threadsOf("classification")).isZero();
  }

  @Test
  void theApplicationsAreToldApart() {
    lag("news.articles", 0, 5.0);
    lag("news.labels", 0, 1.0);
    new StreamsCollector(
            List.of(
                new Source("classification", () -> State.RUNNING, () -> metrics, "news.articles"),
                StreamsCollector.accuracy(() -> State.NOT_RUNNING, () -> metrics, "news.labels")))
        .register(registry);

    assertThat(lagOf("news.articles")).isEqualTo(5);
    assertThat(lagOf("news.labels")).isOne();
    assertThat(valueOf("running")).isOne();
    assertThat(valueOf("accuracy", "running")).isZero();
    assertThat(valueOf("accuracy", "not_running")).isOne();
    assertThat(threadsOf("accuracy")).isZero();
  }

  private void collect(String topic) {
    new StreamsCollector(List.of(new Source("classification", () -> state, () -> metrics, topic)))
        .register(registry);
  }

  private void lag(String topic, int partition, double value) {
    MetricName name =
        new MetricName(
            "records-lag",
            "consumer-fetch-manager-metrics",
            "",
            Map.of("topic", topic, "partition", Integer.toString(partition)));
    metrics.put(
        name,
        new Metric() {
          @Override
          public MetricName metricName() {
            return name;
          }

          @Override
          public Object metricValue() {
            return value;
          }
        });
  }

  private Double lagOf(String topic) {
    return registry.getSampleValue(
        "newsdesk_input_lag_records", new String[] {"topic"}, new String[] {topic});
  }

  private double valueOf(String name) {
    return valueOf("classification", name);
  }

  private double valueOf(String app, String name) {
    return registry.getSampleValue(
        "newsdesk_streams_state",
        new String[] {"app", "state"},
        new String[] {app, name.toLowerCase(Locale.ROOT)});
  }

  private Double threadsOf(String app) {
    return registry.getSampleValue(
        "newsdesk_streams_threads", new String[] {"app"}, new String[] {app});
  }
}
