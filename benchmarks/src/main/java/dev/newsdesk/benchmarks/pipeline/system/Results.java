package dev.newsdesk.benchmarks.pipeline.system;

import dev.newsdesk.benchmarks.BenchmarkException;
import dev.newsdesk.stream.client.ClientSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the committed results of an app without decoding them, and sees to it that each article has
 * exactly one. For one thread at a time.
 */
public final class Results implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Longer than two commits, after which a second copy could be read. */
  private static final Duration SETTLING = Duration.ofSeconds(1);

  private final Consumer<byte[], byte[]> consumer;
  private final BitSet seen = new BitSet();

  /** Reads everything that arrives from now on. */
  public static Results fromNow(ClientSettings client, List<String> labels) {
    Results results = new Results(client, labels);
    results.consumer.seekToEnd(results.consumer.assignment());
    // Seeking is lazy: asking for the position fixes the end as it is now.
    results.consumer.assignment().forEach(results.consumer::position);
    return results;
  }

  /** Reads everything that has arrived and will. */
  public static Results fromBeginning(ClientSettings client, List<String> labels) {
    Results results = new Results(client, labels);
    results.consumer.seekToBeginning(results.consumer.assignment());
    return results;
  }

  private Results(ClientSettings client, List<String> labels) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                client.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<String> topics = new ArrayList<>(List.of(client.topics().deadLetters()));
    labels.forEach(label -> topics.add(client.topics().category(label)));
    consumer.assign(
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList());
  }

  /**
   * Reads on until each of so many articles has arrived.
   *
   * @param arrived is given each result with the time, as {@code System.nanoTime()} tells it
   * @throws BenchmarkException when one arrives twice, or none for a while
   */
  void await(int articles, ObjLongConsumer<ConsumerRecord<byte[], byte[]>> arrived) {
    long moved = System.nanoTime();
    while (seen.cardinality() < articles) {
      if (poll(POLL, arrived)) {
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
        throw new BenchmarkException(
            "Of "
                + articles
                + " articles "
                + (articles - seen.cardinality())
                + " did not arrive: free some CPU or memory and run it again.");
      }
    }
  }

  /**
   * Waits until each of so many articles has arrived exactly once, labelled or as a dead letter.
   *
   * @throws BenchmarkException when one arrives twice, or none for a while
   */
  public void requireEachOnce(int articles) {
    await(articles, (record, time) -> {});
    while (poll(SETTLING, (record, time) -> {})) {
      // Whatever comes now is a second copy, which add() refuses.
    }
  }

  private boolean poll(Duration limit, ObjLongConsumer<ConsumerRecord<byte[], byte[]>> arrived) {
    var records = consumer.poll(limit);
    long time = System.nanoTime();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      add(Workload.number(new String(record.key(), StandardCharsets.UTF_8)));
      arrived.accept(record, time);
    }
    return !records.isEmpty();
  }

  private void add(int number) {
    if (seen.get(number)) {
      throw new BenchmarkException(
          "The article " + number + " arrived twice: exactly-once does not hold; report it.");
    }
    seen.set(number);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
