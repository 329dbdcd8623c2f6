package dev.newsdesk.stream.topics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** What a changelog that is gone means, and what mends it. */
public final class ChangelogLoss {

  private ChangelogLoss() {}

  /**
   * Requires a group that has committed offsets of the articles to have its changelog, too.
   *
   * @throws UnusableTopicException when it was deleted while no instance ran
   */
  public static void requireNone(
      Admin admin, ClassificationTopics topics, String group, Duration timeout)
      throws TimeoutException, ExecutionException, InterruptedException {
    TopicReader reader = new TopicReader(admin, timeout);
    String changelog = topics.changelog().name();
    if (!reader.find(List.of(changelog)).isEmpty()) {
      return;
    }
    boolean committed =
        reader
            .get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
            .entrySet()
            .stream()
            .anyMatch(
                offset ->
                    offset.getKey().topic().equals(topics.articles()) && offset.getValue() != null);
    if (committed) {
      throw new UnusableTopicException(
          "Topic " + changelog + " has been deleted: " + explanation(topics), null);
    }
  }

  /** Returns consequence and remedy, as the second part of a sentence. */
  static String explanation(ClassificationTopics topics) {
    return "articles that waited in it do not leave by themselves. Stop all instances, set the"
        + " group's offsets of "
        + topics.articles()
        + " back by batch.size in each partition (kafka-consumer-groups.sh --reset-offsets"
        + " --shift-by -N; at most N articles a partition are classified twice), create "
        + topics.changelog().name()
        + " with as many partitions as "
        + topics.articles()
        + " and cleanup.policy=compact, and start again.";
  }
}
