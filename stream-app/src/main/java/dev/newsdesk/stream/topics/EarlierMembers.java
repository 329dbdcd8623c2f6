package dev.newsdesk.stream.topics;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells members of versions in which online accuracy was part of classification's group. Their
 * topology differs from this one's, so that neither would get articles: Kafka Streams numbers tasks
 * by sub-topology. A pure function.
 *
 * @param group classification's
 * @param topics those that the app works on
 */
public record EarlierMembers(String group, Topics topics) {

  private static final String INCREMENTS = "-confusions-of-partitions-repartition";

  /**
   * Returns why this version must not join the group, with the remedy, if it must not.
   *
   * @param assigned the topics that members own partitions of; committed offsets do not count, for
   *     those of an earlier version stay
   */
  public Optional<String> refusal(Set<String> assigned) {
    Set<String> theirs = new TreeSet<>(assigned);
    theirs.removeIf(topic -> !isReadBack(topic));
    return theirs.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Members of the consumer group "
                + group
                + " read "
                + String.join(", ", theirs)
                + " in it, as only the version before does: stop all instances of the version"
                + " before, then start.");
  }

  private boolean isReadBack(String topic) {
    return topic.equals(topics.labels())
        || topic.startsWith(topics.categories())
        || topic.equals(group + INCREMENTS);
  }
}
