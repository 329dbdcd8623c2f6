package dev.newsdesk.stream.topics;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What the topics that the app writes accept, by the newest answer of the brokers. Thread-safe:
 * readers see one whole answer or the next.
 */
public final class OutputLimits {

  private final int producerMaxBytes;
  private final TopicLimits unknown;
  private volatile Map<String, TopicLimits> byTopic = Map.of();

  /**
   * Assumes Kafka's defaults until the brokers tell more.
   *
   * @param assumedMaxBytes largest record of a topic of which nothing is known
   * @param producerMaxBytes largest record that the producer sends, whatever its topic accepts
   */
  public OutputLimits(int assumedMaxBytes, int producerMaxBytes) {
    this.producerMaxBytes = producerMaxBytes;
    this.unknown = TopicLimits.withDefaults(Math.min(assumedMaxBytes, producerMaxBytes));
  }

  /** Returns what a topic accepts. */
  public TopicLimits of(String topic) {
    return Objects.requireNonNull(byTopic.getOrDefault(topic, unknown));
  }

  /** Takes over what the brokers say of some topics; what they said of others stays. */
  public void publish(Map<String, TopicLimits> told) {
    Map<String, TopicLimits> next = new HashMap<>(byTopic);
    told.forEach((topic, limits) -> next.put(topic, limits.atMost(producerMaxBytes)));
    byTopic = Map.copyOf(next);
  }
}
