package dev.newsdesk.stream.topics;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;

/** What topics that are there must be like for the app to work with them. */
final class TopicChecks {

  private final TopicReader reader;

  TopicChecks(TopicReader reader) {
    this.reader = reader;
  }

  /**
   * Requires topics to accept records of a size, so that articles do not end up in the dead letters
   * for want of a setting.
   */
  void requireUsable(Collection<String> names, int neededBytes)
      throws TimeoutException, ExecutionException, InterruptedException {
    for (Map.Entry<String, TopicLimits> topic : limits(names).entrySet()) {
      int accepted = topic.getValue().maxBytes();
      if (accepted < neededBytes) {
        throw new UnusableTopicException(
            "Topic %s takes records of %d bytes, and the app may write %d: set its %s to %d or more."
                .formatted(
                    topic.getKey(),
                    accepted,
                    neededBytes,
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    neededBytes),
            null);
      }
    }
  }

  /** Requires room for the largest dead letter, and that each of them is kept. */
  void requireUsableDeadLetters(String name)
      throws TimeoutException, ExecutionException, InterruptedException {
    List<String> names = List.of(name);
    requireUsable(names, Topics.DEAD_LETTER_MAX_BYTES);
    for (TopicLimits limits : limits(names).values()) {
      requireKept(name, limits);
    }
  }

  /** Compaction keeps one dead letter a key, and refuses those without. */
  static void requireKept(String deadLetters, TopicLimits limits) {
    if (limits.compacted()) {
      throw new UnusableTopicException(
          "Topic "
              + deadLetters
              + " is compacted, which would drop dead letters of the same key and refuse those"
              + " without one: set its cleanup.policy to delete.",
          null);
    }
  }

  /** Requires as many partitions of the labels' topic as of each category's. */
  void requireCopartitioned(Topics topics, List<String> labels)
      throws TimeoutException, ExecutionException, InterruptedException {
    Map<String, TopicDescription> met =
        reader.describe(labels.stream().map(topics::category).toList());
    int partitions =
        Objects.requireNonNull(reader.describe(List.of(topics.labels())).get(topics.labels()))
            .partitions()
            .size();
    for (TopicDescription category : met.values()) {
      if (category.partitions().size() != partitions) {
        throw new UnusableTopicException(
            "Topic %s has %d partitions and %s has %d, so that labels would miss their articles:"
                    .formatted(
                        category.name(), category.partitions().size(), topics.labels(), partitions)
                + " recreate one with the other's number, or set accuracy.enabled to false.",
            null);
      }
    }
  }

  /** Returns what topics that are there accept, as far as the brokers permit to read it. */
  Map<String, TopicLimits> limits(Collection<String> names)
      throws TimeoutException, ExecutionException, InterruptedException {
    Map<String, TopicLimits> limits = new HashMap<>();
    for (Map.Entry<String, Config> config : reader.configs(names).entrySet()) {
      limits.put(config.getKey(), TopicLimits.of(config.getValue()));
    }
    return limits;
  }
}
