package dev.newsdesk.quickstart.demo;

import dev.newsdesk.Article;
import dev.newsdesk.schemas.AvroSerdes;
import dev.newsdesk.stream.client.ArrivalReader;
import dev.newsdesk.stream.client.ClientSettings;
import dev.newsdesk.stream.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

  private final ClientSettings settings;
  private final KafkaProducer<String, byte @Nullable []> producer;
  private final Serializer<Article> articles;
  private final Tally tally = new Tally();

  Feed(ClientSettings settings) {
    this.settings = settings;
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "gzip",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                10_000_000),
            new StringSerializer(),
            new ByteArraySerializer());
    articles = AvroSerdes.serializer(Article.class, settings.registry());
  }

  /** Sends this many articles, every tenth of them poison of one kind or another. */
  void sendWithPoison(String run, int count) {
    List<Poison> kinds = List.of(Poison.values());
    for (int i = 0; i < count; i++) {
      String id = run + "-" + i;
      byte[] good = serialize(id, "Oil prices rise " + i, "Crude futures climbed in New York.");
      send(id, i % 10 == 9 ? kinds.get(i / 10 % kinds.size()).spoil(this, good) : good);
    }
    producer.flush();
  }

  /** Sends a value under an id and expects it to arrive somewhere. */
  void send(String id, byte @Nullable [] value) {
    tally.expect(id);
    var unused = producer.send(new ProducerRecord<>(settings.topics().articles(), id, value));
  }

  /** Waits until the broker has all of them. */
  void flush() {
    producer.flush();
  }

  byte[] serialize(String id, String title, String description) {
    return articles.serialize(
        settings.topics().articles(),
        Article.newBuilder().setId(id).setTitle(title).setDescription(description).build());
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
    reader.poll(Duration.ofMillis(200)).forEach(tally::add);
    return tally.arrived() == tally.expected();
  }

  Tally tally() {
    return tally;
  }

  @Override
  public void close() {
    producer.close();
    articles.close();
  }

  /** What can be wrong with a record. */
  private enum Poison {
    NOT_AVRO {
      @Override
      byte @Nullable [] spoil(Feed feed, byte[] good) {
        return "no Avro".getBytes(StandardCharsets.UTF_8);
      }
    },
    UNKNOWN_SCHEMA {
      @Override
      byte @Nullable [] spoil(Feed feed, byte[] good) {
        byte[] spoilt = good.clone();
        Arrays.fill(spoilt, 1, 5, (byte) 0x7f);
        return spoilt;
      }
    },
    TRUNCATED {
      @Override
      byte @Nullable [] spoil(Feed feed, byte[] good) {
        return Arrays.copyOf(good, good.length - 20);
      }
    },
    NO_VALUE {
      @Override
      byte @Nullable [] spoil(Feed feed, byte[] good) {
        return null;
      }
    },
    ZERO_BYTES {
      @Override
      byte @Nullable [] spoil(Feed feed, byte[] good) {
        return new byte[0];
      }
    },
    NO_TEXT {
      @Override
      byte @Nullable [] spoil(Feed feed, byte[] good) {
        return feed.serialize("no-text", " ", "");
      }
    },
    LARGE_WHEN_UNPACKED {
      @Override
      byte @Nullable [] spoil(Feed feed, byte[] good) {
        return feed.serialize("large", "Oil", "x".repeat(3_000_000));
      }
    },
    OVERSIZED {
      @Override
      byte @Nullable [] spoil(Feed feed, byte[] good) {
        return feed.serialize("oversized", "Oil", "x".repeat(600_000));
      }
    };

    abstract byte @Nullable [] spoil(Feed feed, byte[] good);
  }
}
