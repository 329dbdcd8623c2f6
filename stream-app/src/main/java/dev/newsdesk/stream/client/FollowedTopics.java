package dev.newsdesk.stream.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a consumer without a group on all partitions of some topics, those that are added later
 * too. For one thread at a time.
 */
final class FollowedTopics {

  private static final long INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

  /** Nobody waits for it: a broker that is away answers at another time. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Consumer<?, ?> consumer;
  private final LongSupplier nanos;
  private List<String> topics = List.of();
  private long next;

  /**
   * A topic that the last look did not find: a broker that has just started may not know it yet.
   */
  private @Nullable String missing;

  /** Assigns partitions to a consumer, which stays the caller's. */
  FollowedTopics(Consumer<?, ?> consumer, LongSupplier nanos) {
    this.consumer = consumer;
    this.nanos = nanos;
  }

  /**
   * Follows these topics from now on.
   *
   * @param fromBeginning whether to read what is there already, or only what comes from now on
   * @throws ClientException when one does not exist
   */
  void follow(List<String> followed, boolean fromBeginning) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : followed) {
      List<TopicPartition> found = partitions(topic, consumer.partitionsFor(topic));
      if (found.isEmpty()) {
        throw new ClientException(
            "The topic " + topic + " does not exist: start the stream app first, or correct it.");
      }
      partitions.addAll(found);
    }
    consumer.assign(partitions);
    if (fromBeginning) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
      // Seeking is lazy: asking for the position fixes the end as it is now.
      partitions.forEach(consumer::position);
    }
    topics = List.copyOf(followed);
    next = nanos.getAsLong() + INTERVAL_NANOS;
  }

  /**
   * Follows partitions that have been added, too, from their first record. Looks every ten seconds,
   * and says nothing of brokers that do not answer.
   *
   * @throws ClientException when two looks in turn have not found a topic
   */
  void refresh() {
    if (nanos.getAsLong() < next) {
      return;
    }
    next = nanos.getAsLong() + INTERVAL_NANOS;
    Set<TopicPartition> assigned = consumer.assignment();
    List<TopicPartition> all = new ArrayList<>();
    try {
      for (String topic : topics) {
        List<TopicPartition> found = partitions(topic, consumer.partitionsFor(topic, PATIENCE));
        if (found.isEmpty()) {
          requireNotMissedBefore(topic);
          missing = topic;
          return;
        }
        all.addAll(found);
      }
      missing = null;
    } catch (TimeoutException e) {
      return;
    }
    List<TopicPartition> added = all.stream().filter(one -> !assigned.contains(one)).toList();
    if (!added.isEmpty()) {
      consumer.assign(all);
      consumer.seekToBeginning(added);
    }
  }

  private void requireNotMissedBefore(String topic) {
    if (topic.equals(missing)) {
      throw new ClientException(
          "The topic "
              + topic
              + " has been deleted: start the stream app, which creates it, and then this command"
              + " again.");
    }
  }

  private static List<TopicPartition> partitions(String topic, List<PartitionInfo> infos) {
    return infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
  }
}
