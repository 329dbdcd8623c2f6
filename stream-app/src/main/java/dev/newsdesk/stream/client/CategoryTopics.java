package dev.newsdesk.stream.client;

import dev.newsdesk.stream.topics.Topics;
import java.util.Collection;
import java.util.List;

/**
 * The category topics that exist. A checkpoint brings its own labels, so which there are shows only
 * there.
 *
 * @param topics the topics' names
 * @param existing the category topics, in the order of their names; at least one
 */
public record CategoryTopics(Topics topics, List<String> existing) {

  /** Copies the collection. */
  public CategoryTopics {
    existing = List.copyOf(existing);
  }

  /**
   * Finds the category topics among all.
   *
   * @throws ClientException when there are none
   */
  static CategoryTopics among(Collection<String> all, Topics topics) {
    List<String> existing =
        all.stream().filter(topic -> topic.startsWith(topics.categories())).sorted().toList();
    if (existing.isEmpty()) {
      throw new ClientException(
          "No topic "
              + topics.categories()
              + "… exists: start the stream app, which creates them, or correct the topics'"
              + " prefix.");
    }
    return new CategoryTopics(topics, existing);
  }

  /**
   * Returns the topics of these categories, or all when none is named.
   *
   * @throws ClientException when one does not exist
   */
  public List<String> named(List<String> categories) {
    return categories.isEmpty()
        ? existing
        : categories.stream().map(this::named).distinct().toList();
  }

  private String named(String category) {
    String topic = topics.category(category);
    if (!existing.contains(topic)) {
      throw new ClientException(
          "There is no category '"
              + category
              + "': use "
              + String.join(
                  ", ",
                  existing.stream()
                      .map(one -> one.substring(topics.categories().length()))
                      .toList())
              + ".");
    }
    return topic;
  }
}
