package dev.newsdesk.stream.topics;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Decides whether a consumer group is another app's: two apps of one group take each other's
 * partitions, and what waits in the store of one leaves into the topics of the other. A pure
 * function.
 *
 * @param group the application id, which names the group and internal topics
 * @param topics those that this app works on
 */
public record GroupOwnership(String group, Topics topics) {

  /** Returns why this app must not join, with the remedy, if it must not. */
  public Optional<String> refusal(GroupTopics works) {
    return memberRefusal(works).or(() -> offsetRefusal(works));
  }

  /** Returns why the app must not stay, by what members own now. */
  public Optional<String> memberRefusal(GroupTopics works) {
    Set<String> foreign = foreign(works.assigned());
    return foreign.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The consumer group "
                + group
                + " works on "
                + String.join(", ", foreign)
                + " for another app, and topic.prefix is "
                + topics.prefix()
                + ": set another application.id, or the topic.prefix of that app to join it.");
  }

  /** Offsets beside members that own this app's topics are left over from before. */
  private Optional<String> offsetRefusal(GroupTopics works) {
    Set<String> foreign = foreign(works.committed());
    boolean isOurs = works.assigned().stream().anyMatch(this::isInput);
    return foreign.isEmpty() || isOurs
        ? Optional.empty()
        : Optional.of(
            "The consumer group "
                + group
                + " works on "
                + String.join(", ", foreign)
                + " for another app, by its committed offsets, and topic.prefix is "
                + topics.prefix()
                + ": set another application.id, or the topic.prefix of that app; if nobody needs"
                + " what it has left, drop it by kafka-consumer-groups.sh --bootstrap-server"
                + " HOST:PORT --group "
                + group
                + " --delete-offsets"
                + foreign.stream().map(topic -> " --topic " + topic).collect(Collectors.joining())
                + " and kafka-topics.sh --bootstrap-server HOST:PORT --delete --topic "
                + group
                + "-pending-articles-changelog.");
  }

  private Set<String> foreign(Set<String> works) {
    return works.stream()
        .filter(topic -> !isInput(topic) && !topic.startsWith(group + "-"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private boolean isInput(String topic) {
    return topic.equals(topics.articles())
        || topic.equals(topics.labels())
        || topic.startsWith(topics.categories());
  }
}
