package dev.newsdesk.stream.topics;

import java.util.ArrayList;
import java.util.List;

/**
 * The topics without which no article can be classified.
 *
 * @param articles where articles come from
 * @param changelog of the articles that wait
 * @param deadLetterWindow changelog of the counts of dead letters
 * @param categories where classified articles go
 * @param deadLetters where other records go
 */
public record ClassificationTopics(
    String articles,
    InternalTopic changelog,
    InternalTopic deadLetterWindow,
    List<String> categories,
    String deadLetters) {

  /** Copies the collection. */
  public ClassificationTopics {
    categories = List.copyOf(categories);
  }

  /** Names them for the categories of a checkpoint. */
  public static ClassificationTopics of(
      Topics topics, List<String> labels, InternalTopic changelog, InternalTopic deadLetterWindow) {
    return new ClassificationTopics(
        topics.articles(),
        changelog,
        deadLetterWindow,
        labels.stream().map(topics::category).toList(),
        topics.deadLetters());
  }

  /** Returns those that are written. */
  List<String> written() {
    List<String> written = new ArrayList<>(categories);
    written.add(deadLetters);
    internal().forEach(topic -> written.add(topic.name()));
    return written;
  }

  /** Returns those that Kafka Streams creates. */
  public List<InternalTopic> internal() {
    return List.of(changelog, deadLetterWindow);
  }

  /** Tells whether Kafka Streams creates a topic. */
  boolean isInternal(String name) {
    return internal().stream().anyMatch(topic -> topic.name().equals(name));
  }

  /** Returns all of them. */
  List<String> all() {
    List<String> all = written();
    all.add(articles);
    return all;
  }
}
