package dev.newsdesk.quickstart.hostile;

import dev.newsdesk.ClassifiedArticle;
import dev.newsdesk.quickstart.hostile.Hostile.Expected;
import dev.newsdesk.stream.topics.DeadLetterHeader;
import dev.newsdesk.stream.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Deserializer;

/** Tells what became of each record that was sent, and what of that should not be. */
final class Outcomes {

  /** Carried by every record, as the app carries an article's headers on. */
  static final String NUMBER = "test-number";

  /** Marks what a test wrote to a category's topic itself. */
  static final String FOREIGN = "test-foreign";

  private static final int SHOWN = 20;

  private final Topics topics;
  private final Deserializer<ClassifiedArticle> values;
  private final Map<Integer, Hostile> sent = new ConcurrentHashMap<>();
  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> arrivals = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  Outcomes(Topics topics, Deserializer<ClassifiedArticle> values) {
    this.topics = topics;
    this.values = values;
  }

  /** Notes what is about to be sent. */
  void expect(int number, Hostile record) {
    sent.put(number, record);
  }

  /** Notes where a record has been written. */
  void written(int number, int partition, long offset) {
    numbers.put(partition + "@" + offset, number);
  }

  /** Reads what has arrived, and tells whether everything has. */
  boolean takeIn(Consumer<byte[], byte[]> consumer) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
      if (record.headers().lastHeader(FOREIGN) != null) {
        continue;
      }
      if (record.topic().equals(topics.deadLetters())) {
        takeDeadLetter(record);
      } else {
        takeClassified(record);
      }
    }
    return arrivals.size() == sent.size();
  }

  private void takeDeadLetter(ConsumerRecord<byte[], byte[]> record) {
    String origin =
        header(record, DeadLetterHeader.PARTITION.key())
            + "@"
            + header(record, DeadLetterHeader.OFFSET.key());
    Integer number = numbers.get(origin);
    String cause = header(record, DeadLetterHeader.CAUSE.key());
    if (number == null) {
      faults.add("a dead letter of nothing that was sent: " + origin);
      return;
    }
    arrivals.merge(number, 1, Integer::sum);
    Hostile hostile = Objects.requireNonNull(sent.get(number));
    if (!hostile.expected().equals(new Expected.DeadLetter(cause))) {
      faults.add(
          number
              + " ("
              + hostile.kind()
              + ") was dead-lettered as "
              + cause
              + ": "
              + header(record, DeadLetterHeader.MESSAGE.key()));
    }
  }

  private void takeClassified(ConsumerRecord<byte[], byte[]> record) {
    int number = Integer.parseInt(header(record, NUMBER));
    arrivals.merge(number, 1, Integer::sum);
    Hostile hostile = Objects.requireNonNull(sent.get(number));
    ClassifiedArticle article = values.deserialize(record.topic(), record.value());
    if (!(hostile.expected() instanceof Expected.Classified expected)) {
      faults.add(number + " (" + hostile.kind() + ") was classified");
    } else {
      Instant published = article.getArticle().getPublishedAt();
      if (expected.publishedAt() != null
          && !Instant.ofEpochMilli(expected.publishedAt()).equals(published)) {
        faults.add(number + " (" + hostile.kind() + ") was published at " + published);
      }
    }
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "none" : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** Returns how many of the records that were sent must be classified. */
  long classified() {
    return sent.values().stream()
        .filter(record -> record.expected() instanceof Expected.Classified)
        .count();
  }

  /** Returns how many records have arrived somewhere. */
  int arrived() {
    return arrivals.size();
  }

  /** Returns a sentence for each record that is missing, repeated or where it should not be. */
  List<String> faults() {
    List<String> all = new ArrayList<>(faults);
    sent.forEach(
        (number, record) -> {
          int times = arrivals.getOrDefault(number, 0);
          if (times != 1) {
            all.add(number + " (" + record.kind() + ") arrived " + times + " times");
          }
        });
    return all.size() <= SHOWN ? all : all.subList(0, SHOWN);
  }
}
