package dev.newsdesk.quickstart.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsdesk.ClassifiedArticle;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.quickstart.hostile.Hostile.Expected;
import dev.newsdesk.quickstart.registry.EmbeddedRegistry;
import dev.newsdesk.quickstart.testing.BrokerExtension;
import dev.newsdesk.quickstart.testing.Scrape;
import dev.newsdesk.quickstart.testing.TestedApp;
import dev.newsdesk.schemas.AvroSerdes;
import dev.newsdesk.stream.accuracy.LabelOutcome;
import dev.newsdesk.stream.accuracy.PredictionOutcome;
import dev.newsdesk.stream.app.StreamApp;
import dev.newsdesk.stream.config.SettingsReader;
import dev.newsdesk.stream.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whatever a record is, it has its own outcome and no other record's: random writer schemas, bytes,
 * keys, headers, timestamps and compression, at all topics that a running app reads.
 *
 * <p>{@code newsdesk.hostile.seed} repeats a run, whose seed the log shows.
 */
class HostileRecordsIT {

  private static final Logger LOG = LoggerFactory.getLogger(HostileRecordsIT.class);
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** Time for one record too many to show itself. */
  private static final Duration SETTLING = Duration.ofSeconds(3);

  private static final int PARTITIONS = 4;
  private static final List<String> CATEGORIES = List.of("World", "Sports", "Business", "Sci/Tech");
  private static final List<String> COMPRESSIONS = List.of("none", "gzip", "lz4", "zstd");

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  @TempDir private static Path temporary = Path.of("");

  private static EmbeddedRegistry registry;

  @BeforeAll
  static void start() {
    TorchEngine.configure(1);
    registry = EmbeddedRegistry.start(temporary.resolve("registry"), 0);
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Test
  void eachOfMostlyGoodRecordsHasItsOwnOutcome() throws Exception {
    run("mixed", 15_000, 0.3, Map.of());
  }

  @Test
  void eachOfMostlyBadRecordsHasItsOwnOutcomeWhenNoShareOfThemStopsTheApp() throws Exception {
    run("poison", 5_000, 0.9, Map.of("dead.letters.limit", "1"));
  }

  private static void run(String name, int count, double bad, Map<String, String> more)
      throws Exception {
    Long given = Long.getLong("newsdesk.hostile.seed");
    long seed = given == null ? new Random().nextInt(1_000_000) : given;
    LOG.atInfo().addKeyValue("seed", seed).addKeyValue("run", name).log("Hostile records begin");
    TestedApp tested = new TestedApp(name, BROKER.bootstrapServers(), registry.url());
    Map<String, String> settings = tested.settings();
    settings.put("kafka.state.dir", temporary.resolve(name).toString());
    settings.putAll(more);
    createArticles(name);
    try (StreamApp app = StreamApp.start(new SettingsReader(Map.of()).read(settings));
        Attack attack = new Attack(new Topics(name), new Random(seed))) {
      attack.send(count, bad);
      try {
        await()
            .atMost(PATIENCE)
            .until(
                () -> {
                  assertThat(app.failure()).isEmpty();
                  return attack.takeIn();
                });
        await().during(SETTLING).atMost(PATIENCE).until(attack::takeIn);
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> {
                  Scrape metrics = Scrape.of(app);
                  assertThat(outcomes(metrics, "newsdesk_labels_total", LabelOutcome.class))
                      .isEqualTo(attack.labels.expected());
                  assertThat(
                          outcomes(
                              metrics, "newsdesk_predictions_read_total", PredictionOutcome.class))
                      .isEqualTo(attack.predictions());
                });
      } catch (RuntimeException e) {
        throw new AssertionError(
            "Seed " + seed + ": " + attack.outcomes.faults() + "; " + app.health(), e);
      }
      assertThat(attack.outcomes.faults()).as("seed %d", seed).isEmpty();
      assertThat(app.failure()).isEmpty();
      assertThat(app.health().ready()).isTrue();
    }
  }

  /** The articles' topic takes timestamps that the categories' topics refuse. */
  private static void createArticles(String prefix) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(
                          new Topics(prefix).articles(), Optional.of(PARTITIONS), Optional.empty())
                      .configs(
                          Map.of(
                              TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                              Long.toString(Long.MAX_VALUE)))))
          .all()
          .get();
    }
  }

  /** Returns how many records have had each outcome, those that none had left out. */
  private static <T extends Enum<T>> Map<T, Long> outcomes(
      Scrape metrics, String name, Class<T> type) {
    Map<T, Long> outcomes = new EnumMap<>(type);
    for (T outcome : type.getEnumConstants()) {
      String series = name + "{outcome=\"" + outcome.name().toLowerCase(Locale.ROOT) + "\"";
      long records = (long) metrics.sum(series);
      if (records > 0) {
        outcomes.put(outcome, records);
      }
    }
    return outcomes;
  }

  /** Sends everything, and reads what becomes of it. */
  private static final class Attack implements AutoCloseable {

    private final Topics topics;
    private final Random random;
    private final HostileArticles articles;
    private final HostileLabels labels;
    private final HostilePredictions predictions;
    private final Outcomes outcomes;
    private final List<KafkaProducer<byte[], byte[]>> producers = new ArrayList<>();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ConcurrentLinkedQueue<Exception> failures = new ConcurrentLinkedQueue<>();

    Attack(Topics topics, Random random) {
      this.topics = topics;
      this.random = random;
      Registrations registrations = new Registrations(registry.url(), topics.prefix() + ".hostile");
      articles = new HostileArticles(random, registrations, 60, topics.articles(), PARTITIONS);
      labels = new HostileLabels(random, registrations, 20, topics.labels());
      predictions =
          new HostilePredictions(
              random,
              AvroSerdes.serializer(
                  ClassifiedArticle.class, Map.of("schema.registry.url", registry.url())),
              topics);
      outcomes =
          new Outcomes(
              topics,
              AvroSerdes.deserializer(
                  ClassifiedArticle.class, Map.of("schema.registry.url", registry.url())));
      for (String compression : COMPRESSIONS) {
        producers.add(
            new KafkaProducer<>(
                Map.of(
                    "bootstrap.servers",
                    BROKER.bootstrapServers(),
                    "compression.type",
                    compression,
                    "linger.ms",
                    5,
                    "max.request.size",
                    10_000_000),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
      }
      consumer =
          new KafkaConsumer<>(
              Map.of(
                  "bootstrap.servers",
                  BROKER.bootstrapServers(),
                  "isolation.level",
                  "read_committed",
                  "enable.auto.commit",
                  false),
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer());
      List<TopicPartition> partitions = new ArrayList<>();
      List<String> outputs = new ArrayList<>(CATEGORIES.stream().map(topics::category).toList());
      outputs.add(topics.deadLetters());
      for (String output : outputs) {
        consumer
            .partitionsFor(output)
            .forEach(info -> partitions.add(new TopicPartition(output, info.partition())));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    }

    void send(int count, double bad) {
      for (int number = 0; number < count; number++) {
        String id = topics.prefix() + "-" + number;
        double draw = random.nextDouble();
        Hostile record =
            draw < bad
                ? articles.bad(id)
                : draw < bad + 0.05 ? articles.mutated(id) : articles.good(id);
        sendArticle(number, record);
        boolean isPlainGood =
            record.expected() instanceof Expected.Classified && draw >= bad + 0.05;
        if (isPlainGood) {
          // An article's labels all have its key, and so their order.
          for (int i = random.nextInt(4); i > 0; i--) {
            send(gzip(), labels.label(id));
          }
          if (random.nextInt(10) == 0) {
            send(any(), predictions.invalid(id));
          }
        } else if (record.expected().equals(new Expected.DeadLetter("UNDECODABLE"))
            && record.record().value() != null) {
          send(any(), labels.hostile(record.record().value()));
          send(any(), predictions.undecodable(record.record().value()));
        }
      }
      producers.forEach(KafkaProducer::flush);
      assertThat(failures).isEmpty();
    }

    private void sendArticle(int number, Hostile record) {
      outcomes.expect(number, record);
      record
          .record()
          .headers()
          .add(Outcomes.NUMBER, Integer.toString(number).getBytes(StandardCharsets.UTF_8));
      boolean isLarge = record.kind().equals("empty headers");
      var unused =
          (isLarge ? gzip() : any())
              .send(
                  record.record(),
                  (metadata, failure) -> {
                    if (failure == null) {
                      outcomes.written(number, metadata.partition(), metadata.offset());
                    } else {
                      failures.add(failure);
                    }
                  });
    }

    private void send(
        KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
      var unused =
          producer.send(
              record,
              (metadata, failure) -> {
                if (failure != null) {
                  failures.add(failure);
                }
              });
    }

    private KafkaProducer<byte[], byte[]> any() {
      return producers.get(random.nextInt(producers.size()));
    }

    private KafkaProducer<byte[], byte[]> gzip() {
      return producers.get(COMPRESSIONS.indexOf("gzip"));
    }

    /** Returns how many records of the categories' topics must have each outcome. */
    Map<PredictionOutcome, Long> predictions() {
      return predictions.expected(outcomes.classified());
    }

    boolean takeIn() {
      return outcomes.takeIn(consumer);
    }

    @Override
    public void close() {
      producers.forEach(KafkaProducer::close);
      consumer.close();
    }
  }
}
