package dev.newsdesk.stream.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics that are missing and leaves alone those that are there. */
public final class TopicCreator {

  private static final Logger LOG = LoggerFactory.getLogger(TopicCreator.class);

  private final Admin admin;
  private final Topics topics;
  private final Duration timeout;

  /** Creates with the given client, which stays the caller's to close. */
  public TopicCreator(Admin admin, Topics topics, Duration timeout) {
    this.admin = admin;
    this.topics = topics;
    this.timeout = timeout;
  }

  /**
   * Creates what is missing.
   *
   * @param labels the categories
   * @param partitions of each topic that is created
   * @param articleMaxBytes upper bound for an article's value, incoming or labelled
   * @throws TimeoutException when no broker answers in time
   * @throws ExecutionException when the broker refuses
   */
  public void createMissing(List<String> labels, int partitions, int articleMaxBytes)
      throws TimeoutException, ExecutionException, InterruptedException {
    Set<String> present = admin.listTopics().names().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    List<NewTopic> missing = new ArrayList<>();
    for (NewTopic topic : wanted(labels, partitions, articleMaxBytes)) {
      if (!present.contains(topic.name())) {
        missing.add(topic);
      }
    }
    for (var creation : admin.createTopics(missing).values().entrySet()) {
      try {
        creation.getValue().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        LOG.atInfo().addKeyValue("topic", creation.getKey()).log("Topic created");
      } catch (ExecutionException e) {
        // Another instance was quicker.
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  private List<NewTopic> wanted(List<String> labels, int partitions, int articleMaxBytes) {
    List<NewTopic> wanted = new ArrayList<>();
    wanted.add(topic(topics.articles(), partitions));
    wanted.add(topic(topics.labels(), partitions));
    int maxBytes = Topics.recordMaxBytes(articleMaxBytes);
    labels.forEach(
        label -> wanted.add(topic(topics.category(label), partitions).configs(limit(maxBytes))));
    wanted.add(
        topic(topics.deadLetters(), partitions).configs(limit(Topics.DEAD_LETTER_MAX_BYTES)));
    return wanted;
  }

  private static Map<String, String> limit(int maxBytes) {
    return Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxBytes));
  }

  private static NewTopic topic(String name, int partitions) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty());
  }
}
