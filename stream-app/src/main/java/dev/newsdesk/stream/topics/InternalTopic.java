package dev.newsdesk.stream.topics;

import java.util.List;
import java.util.Map;

/**
 * A topic that Kafka Streams creates, and never changes afterwards.
 *
 * @param name its name
 * @param sources topics of which it has as many partitions as the one with most
 * @param configs what the settings need it to be configured as
 */
public record InternalTopic(String name, List<String> sources, Map<String, String> configs) {

  /** Copies the collections. */
  public InternalTopic {
    sources = List.copyOf(sources);
    configs = Map.copyOf(configs);
  }
}
