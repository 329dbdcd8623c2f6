package dev.newsdesk.quickstart.demo;

import dev.newsdesk.Article;
import dev.newsdesk.ArticleLabel;
import dev.newsdesk.schemas.AvroSerdes;
import dev.newsdesk.stream.client.Arrival;
import dev.newsdesk.stream.client.ArrivalReader;
import dev.newsdesk.stream.client.ClientSettings;
import dev.newsdesk.stream.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends articles and poison as bytes, and accounts for what comes out. */
final class Feed implements AutoCloseable {

  static final List<String> LABELS = List.of("World", "Sports", "Business", "Sci/Tech");

  private static final List<String> TITLES =
      List.of(
          "Ministers meet for talks on the truce",
          "Striker scores twice in the cup final",
          "Oil prices rise as shares fall",
          "New chip makes phones faster");

  private static final List<Poison> KINDS = List.of(Poison.values());

  private static final int SHOWN_IDS = 10;

  private final ClientSettings settings;
  private final KafkaProducer<String, byte @Nullable []> producer;
  private final Serializer<Article> articles;
  private final Serializer<ArticleLabel> labels;
  private final int incompatibleSchema;
  private final Tally tally = new Tally();
  private final Map<String, String> poisoned = new HashMap<>();
  private final List<String> misplaced = new ArrayList<>();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private int poisonSent;

  Feed(ClientSettings settings) {
    this.settings = settings;
    incompatibleSchema =
        ForeignSchema.register(
            Objects.requireNonNull(settings.registry().get("schema.registry.url")),
            settings.topics().prefix() + ".foreign-value");
    Map<String, Object> properties = new HashMap<>(settings.kafka());
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 10_000_000);
    producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    articles = AvroSerdes.serializer(Article.class, settings.registry());
    labels = AvroSerdes.serializer(ArticleLabel.class, settings.registry());
  }

  /** Sends this many records, every tenth of them poison of one kind or another. */
  void sendWithPoison(String run, int count) {
    for (int i = 0; i < count; i++) {
      String id = run + "-" + i;
      byte[] good = serialize(id, "Oil prices rise " + i, "Crude futures climbed in New York.");
      if (i % 10 == 9) {
        sendPoison(id, good);
      } else {
        send(id, good);
      }
    }
    producer.flush();
  }

  /** Sends articles of all categories and many lengths, and poison anywhere among them. */
  void sendMixed(String run, int good, int poison, Random random) {
    int poisonLeft = poison;
    int count = good + poison;
    for (int i = 0; i < count; i++) {
      String id = run + "-" + i;
      String title = TITLES.get(random.nextInt(TITLES.size()));
      byte[] value = serialize(id, title + " " + i, (title + ". ").repeat(1 + random.nextInt(8)));
      if (random.nextInt(count - i) < poisonLeft) {
        poisonLeft--;
        sendPoison(id, value);
      } else {
        send(id, value);
      }
    }
  }

  private void sendPoison(String id, byte[] good) {
    // One kind after the other, so that a short run has all of them, too.
    Poison poison = KINDS.get(poisonSent++ % KINDS.size());
    poisoned.put(id, poison.cause().name());
    send(id, poison.spoil(this, id, good));
  }

  /** Sends a value under an id and expects it to arrive somewhere. */
  void send(String id, byte @Nullable [] value) {
    tally.expect(id);
    var unused =
        producer.send(
            new ProducerRecord<>(settings.topics().articles(), id, value),
            (metadata, exception) -> failure.compareAndSet(null, exception));
  }

  byte[] serialize(String id, String title, String description) {
    return articles.serialize(
        settings.topics().articles(),
        Article.newBuilder().setId(id).setTitle(title).setDescription(description).build());
  }

  byte[] serialize(ArticleLabel label) {
    return labels.serialize(settings.topics().labels(), label);
  }

  /** Returns the id of a schema that no article can be read from. */
  int incompatibleSchema() {
    return incompatibleSchema;
  }

  /** Opens a reader of all output topics, from their beginning. */
  ArrivalReader reader() {
    Topics topics = settings.topics();
    List<String> outputs = new ArrayList<>(LABELS.stream().map(topics::category).toList());
    outputs.add(topics.deadLetters());
    return new ArrivalReader(settings, outputs, true);
  }

  /** Takes in what has arrived, and tells whether everything has. */
  boolean takeIn(ArrivalReader reader) {
    for (Arrival arrival : reader.poll(Duration.ofMillis(200))) {
      tally.add(arrival);
      requirePlace(arrival);
    }
    return tally.arrived() == tally.expected();
  }

  /** Notes what is labelled and should not be, or is a dead letter of no or another cause. */
  private void requirePlace(Arrival arrival) {
    if (arrival instanceof Arrival.Classified one) {
      String id = one.article().getArticle().getId();
      if (poisoned.containsKey(id)) {
        misplaced.add(id + " is poison, labelled as " + one.article().getCategory());
      }
    } else if (arrival instanceof Arrival.DeadLetter one) {
      String cause = poisoned.getOrDefault(String.valueOf(one.key()), "good");
      if (!cause.equals(one.cause())) {
        misplaced.add(
            one.key()
                + " is "
                + cause
                + ", dead-lettered as "
                + one.cause()
                + ": "
                + one.message());
      }
    }
  }

  Tally tally() {
    return tally;
  }

  /**
   * Returns one sentence for each thing that is not as it must be: an article that has not arrived
   * or more than once, or where it should not.
   */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    Exception sending = failure.get();
    if (sending != null) {
      faults.add("not everything could be sent: " + sending);
    }
    describe("missing", tally.missing(), faults);
    describe("repeated", tally.repeated(), faults);
    describe("misplaced", misplaced, faults);
    if (tally.unexpected() > 0) {
      faults.add(tally.unexpected() + " that nobody had sent");
    }
    return faults;
  }

  private static void describe(String what, List<String> ids, List<String> faults) {
    if (!ids.isEmpty()) {
      faults.add(ids.size() + " " + what + ", such as " + ids.stream().limit(SHOWN_IDS).toList());
    }
  }

  @Override
  public void close() {
    producer.close();
    articles.close();
    labels.close();
  }
}
