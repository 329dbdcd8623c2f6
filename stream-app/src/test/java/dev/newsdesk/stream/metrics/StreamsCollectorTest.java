package dev.newsdesk.stream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.stream.metrics.StreamsCollector.Source;
import io.prometheus.client.CollectorRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

/** What a broker is needed for is in {@code StreamsMetricsIT}. */
class StreamsCollectorTest {

  private final CollectorRegistry registry = new CollectorRegistry();
  private State state = State.CREATED;

  @Test
  void theStateIsTheOneAtTheTimeOfTheScrape() {
    collect();
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
      new StreamsCollector(List.of(StreamsCollector.classification(streams))).register(registry);

      assertThat(threadsOf("classification")).isEqualTo(3);
      assertThat(valueOf("created")).isOne();
    }
    assertThat(threadsOf("classification")).isZero();
  }

  @Test
  void theApplicationsAreToldApart() {
    new StreamsCollector(
            List.of(
                new Source("classification", () -> State.RUNNING, Map::of),
                StreamsCollector.accuracy(() -> State.NOT_RUNNING, Map::of)))
        .register(registry);

    assertThat(valueOf("running")).isOne();
    assertThat(valueOf("accuracy", "running")).isZero();
    assertThat(valueOf("accuracy", "not_running")).isOne();
    assertThat(threadsOf("accuracy")).isZero();
  }

  private void collect() {
    new StreamsCollector(List.of(new Source("classification", () -> state, Map::of)))
        .register(registry);
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
