package dev.newsdesk.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.quickstart.registry.EmbeddedRegistry;
import dev.newsdesk.quickstart.testing.BrokerExtension;
import dev.newsdesk.quickstart.testing.TestedApp;
import dev.newsdesk.stream.app.StreamApp;
import dev.newsdesk.stream.config.SettingsReader;
import dev.newsdesk.stream.health.GroupLag;
import dev.newsdesk.stream.health.Watches;
import dev.newsdesk.stream.metrics.Catalogue;
import dev.newsdesk.stream.metrics.StreamsCollector;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What Kafka Streams calls its figures is known to a running one alone. */
class StreamsMetricsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final String TOPIC = "lag.articles";

  private static final int RECORDS = 10;

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  @TempDir private static Path temporary = Path.of("");

  private final CollectorRegistry registry = new CollectorRegistry();

  @Test
  void tellsWhatAGroupHasYetToCommitOfItsTopic() throws Exception {
    fill();
    CountDownLatch held = new CountDownLatch(1);
    Map<String, Object> client = Map.of("bootstrap.servers", BROKER.bootstrapServers());
    try (Watches watches = new Watches(() -> Admin.create(client));
        KafkaStreams streams = new KafkaStreams(topology(held), properties())) {
      new StreamsCollector(List.of(StreamsCollector.classification(streams))).register(registry);
      GroupLag lag = new GroupLag("lag", Set.of(TOPIC), Clock.systemUTC());
      watches.every(Duration.ofMillis(100), "lag", lag);
      streams.start();
      try {
        // One record at a time is taken, and the first is held: taken in, and not committed.
        await().atMost(PATIENCE).until(() -> lag.lags().equals(Map.of(TOPIC, (long) RECORDS)));
        await().atMost(PATIENCE).until(() -> streams.state() == KafkaStreams.State.RUNNING);
        assertThat(
                registry.getSampleValue(
                    "newsdesk_streams_threads",
                    new String[] {"app"},
                    new String[] {"classification"}))
            .isOne();
      } finally {
        held.countDown();
      }
      await().atMost(PATIENCE).until(() -> lag.lags().equals(Map.of(TOPIC, 0L)));
      assertThat(
              registry.getSampleValue(
                  "newsdesk_streams_state",
                  new String[] {"app", "state"},
                  new String[] {"classification", "running"}))
          .isOne();
    }
  }

  @Test
  void anAppTellsTheMetricsOfTheCatalogue() throws Exception {
    TorchEngine.configure(1);
    try (EmbeddedRegistry schemas = EmbeddedRegistry.start(temporary.resolve("registry"), 0);
        StreamApp app =
            StreamApp.start(new SettingsReader(Map.of()).read(settings(schemas.url())))) {
      String prefix = "\nnewsdesk_group_lag_records{topic=\"measured.articles\",} ";
      await().atMost(PATIENCE).until(() -> scrape(app).contains(prefix + "0.0\n"));

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(scrape(app))
                      .contains("\nnewsdesk_ready 1.0\n")
                      .contains(streams("state", "classification", "state=\"running\",") + "1.0\n")
                      .contains(streams("state", "accuracy", "state=\"running\",") + "1.0\n")
                      .contains(streams("threads", "classification", "") + "2.0\n")
                      .contains(streams("threads", "accuracy", "") + "1.0\n")
                      .contains("\nnewsdesk_accuracy_up 1.0\n"));
      assertThat(Catalogue.all())
          .allSatisfy(metric -> assertThat(scrape(app)).contains("\n" + metric.name()));
    }
  }

  private static String streams(String figure, String app, String more) {
    return "\nnewsdesk_streams_" + figure + "{app=\"" + app + "\"," + more + "} ";
  }

  private static String scrape(StreamApp app) throws IOException, InterruptedException {
    URI metrics = URI.create("http://127.0.0.1:" + app.httpAddress().getPort() + "/metrics");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
        .body();
  }

  private static Map<String, String> settings(String registryUrl) {
    Map<String, String> settings =
        new TestedApp("measured", BROKER.bootstrapServers(), registryUrl).settings();
    settings.put("kafka.state.dir", temporary.resolve("state").toString());
    return settings;
  }

  private static Topology topology(CountDownLatch held) {
    Topology topology = new Topology();
    topology.addSource("source", TOPIC);
    topology.addProcessor("held", () -> new Held(held), "source");
    return topology;
  }

  private static void fill() throws Exception {
    Map<String, Object> client = Map.of("bootstrap.servers", BROKER.bootstrapServers());
    try (Admin admin = Admin.create(client);
        var producer =
            new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
      for (int i = 0; i < RECORDS; i++) {
        var unused = producer.send(new ProducerRecord<>(TOPIC, new byte[] {(byte) i}));
      }
      producer.flush();
    }
  }

  private static Properties properties() {
    Properties properties = new Properties();
    properties.put("application.id", "lag");
    properties.put("bootstrap.servers", BROKER.bootstrapServers());
    properties.put("num.stream.threads", "1");
    properties.put("auto.offset.reset", "earliest");
    properties.put("max.poll.records", "1");
    properties.put("state.dir", temporary.resolve("state").toString());
    properties.put("default.key.serde", Serdes.ByteArraySerde.class);
    properties.put("default.value.serde", Serdes.ByteArraySerde.class);
    return properties;
  }

  /** Keeps its thread until it is let go. */
  private record Held(CountDownLatch latch) implements Processor<byte[], byte[], Void, Void> {

    @Override
    public void process(Record<byte[], byte[]> unused) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
