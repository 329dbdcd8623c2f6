package dev.newsdesk.stream.topics;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the topics that labelling needs with what they were at the look before, and tells the
 * app what they accept now. Has its changelog follow the settings. For one thread at a time.
 */
public final class TopicInspection {

  private static final Logger LOG = LoggerFactory.getLogger(TopicInspection.class);

  private final ClassificationTopics topics;
  private final OutputLimits limits;
  private final TopicReader reader;
  private final TopicChecks checks;
  private final InternalTopics internal;
  private final BooleanSupplier running;
  private final Map<String, Uuid> known = new HashMap<>();

  /**
   * Asks with the given client, which stays the caller's to close.
   *
   * @param timeout of each question
   * @param running whether Kafka Streams runs, which it does once it has created its topics
   */
  public TopicInspection(
      Admin admin,
      ClassificationTopics topics,
      OutputLimits limits,
      Duration timeout,
      BooleanSupplier running) {
    this.running = running;
    this.topics = topics;
    this.limits = limits;
    this.reader = new TopicReader(admin, timeout);
    this.checks = new TopicChecks(reader);
    this.internal = new InternalTopics(admin, reader);
  }

  /**
   * Looks once. The first look takes the topics as they are.
   *
   * @throws UnusableTopicException when the app cannot go on with one of them
   * @throws TimeoutException when no broker answers in time
   * @throws ExecutionException when a broker does not answer, or refuses to
   */
  public void look() throws TimeoutException, ExecutionException, InterruptedException {
    boolean hasAll = running.getAsBoolean();
    Map<String, TopicDescription> found = reader.find(topics.all());
    requireAll(found, hasAll);
    found.forEach((name, description) -> requireSame(name, description.topicId()));
    internal.follow(topics.internal());
    takeOverLimits(topics.written().stream().filter(found::containsKey).toList());
  }

  private void requireAll(Map<String, TopicDescription> found, boolean hasAll) {
    for (String name : topics.all()) {
      boolean expected = hasAll || known.containsKey(name) || !topics.isInternal(name);
      if (expected && !found.containsKey(name)) {
        throw new UnusableTopicException(
            "Topic " + name + " has been deleted: " + remedyOfDeletion(name), null);
      }
    }
  }

  private String remedyOfDeletion(String name) {
    if (name.equals(topics.changelog().name())) {
      return ChangelogLoss.explanation(topics);
    }
    return "start the app again, which creates it; what it held and nobody had read is lost.";
  }

  private void requireSame(String name, Uuid id) {
    Uuid before = known.put(name, id);
    if (before == null || before.equals(id)) {
      return;
    }
    if (name.equals(topics.articles())) {
      // Said at each look from now on.
      known.put(name, before);
      throw new UnusableTopicException(
          "Topic "
              + name
              + " has been deleted and created again, and the app may have skipped the first"
              + " articles of the new one: start the app again to go on; to label all of them, set"
              + " the group's offsets to the earliest first (kafka-consumer-groups.sh"
              + " --reset-offsets --to-earliest), which classifies again those that were.",
          null);
    }
    LOG.atWarn()
        .addKeyValue("topic", name)
        .log("Topic has been deleted and created again; the app goes on with the new one");
  }

  private void takeOverLimits(List<String> written)
      throws TimeoutException, ExecutionException, InterruptedException {
    Map<String, TopicLimits> told = checks.limits(written);
    TopicLimits ofDeadLetters = told.get(topics.deadLetters());
    if (ofDeadLetters != null) {
      TopicChecks.requireKept(topics.deadLetters(), ofDeadLetters);
    }
    told.forEach(
        (topic, now) -> {
          TopicLimits before = limits.of(topic);
          limits.publish(Map.of(topic, now));
          TopicLimits after = Objects.requireNonNull(limits.of(topic));
          if (known.containsKey(topic) && !before.equals(after)) {
            LOG.atInfo()
                .addKeyValue("topic", topic)
                .addKeyValue("limits", after)
                .log("Topic accepts other records than assumed or before");
          }
        });
  }
}
