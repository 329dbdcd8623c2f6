package dev.newsdesk.stream.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics that are missing, and checks and leaves alone those that are there. */
public final class TopicCreator {

  private static final Logger LOG = LoggerFactory.getLogger(TopicCreator.class);

  private static final String LIMIT = TopicConfig.MAX_MESSAGE_BYTES_CONFIG;

  /** The latest report of a key holds; those of long ago go, with the windows that they tell of. */
  private static final Map<String, String> REPORTS =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
          TopicConfig.RETENTION_MS_CONFIG,
          Long.toString(Duration.ofDays(30).toMillis()));

  /** Nobody reads its records. */
  private static final Map<String, String> CLOCK =
      Map.of(
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
          "LogAppendTime",
          TopicConfig.RETENTION_MS_CONFIG,
          Long.toString(Duration.ofHours(1).toMillis()),
          TopicConfig.SEGMENT_BYTES_CONFIG,
          Integer.toString(1024 * 1024));

  private final Admin admin;
  private final Topics topics;
  private final Duration timeout;
  private final TopicReader reader;
  private final TopicChecks checks;

  /** Creates with the given client, which stays the caller's to close. */
  public TopicCreator(Admin admin, Topics topics, Duration timeout) {
    this.admin = admin;
    this.topics = topics;
    this.timeout = timeout;
    this.reader = new TopicReader(admin, timeout);
    this.checks = new TopicChecks(reader);
  }

  /**
   * Creates what is missing, and returns when all topics take records: Kafka announces a topic
   * before its partitions have a log, and an idempotent producer whose first request is refused
   * while its second is taken can never send the first again (KAFKA-14359).
   *
   * @param labels the categories
   * @param partitions of each topic that is created
   * @param articleMaxBytes upper bound for an article's value, incoming or labelled
   * @throws UnusableTopicException when a topic that is there takes smaller records only, the dead
   *     letters' is compacted, or a partition's leader does not answer in time
   * @throws TimeoutException when no broker answers in time
   * @throws ExecutionException when the broker refuses
   */
  public void createMissing(List<String> labels, int partitions, int articleMaxBytes)
      throws TimeoutException, ExecutionException, InterruptedException {
    Set<String> present = reader.names();
    List<NewTopic> wanted = wanted(labels, partitions, articleMaxBytes);
    checks.requireUsable(
        labels.stream().map(topics::category).filter(present::contains).toList(),
        Topics.recordMaxBytes(articleMaxBytes));
    if (present.contains(topics.deadLetters())) {
      checks.requireUsableDeadLetters(topics.deadLetters());
    }
    create(wanted.stream().filter(topic -> !present.contains(topic.name())).toList());
    awaitLeaders(wanted);
  }

  /**
   * Creates the topic of labels where it is missing.
   *
   * @param partitions of the topic, if it is created
   * @throws UnusableTopicException when a partition's leader does not answer in time
   * @throws TimeoutException when no broker answers in time
   * @throws ExecutionException when the broker refuses
   */
  public void createLabels(int partitions)
      throws TimeoutException, ExecutionException, InterruptedException {
    createIfMissing(topic(topics.labels(), partitions));
  }

  /**
   * Sees to what online accuracy needs beside the topics that are there: the topic of its reports,
   * and that a label can meet its article, which takes as many partitions in the labels' topic as
   * in each category's.
   *
   * @throws UnusableTopicException when the numbers differ
   * @throws TimeoutException when no broker answers in time
   * @throws ExecutionException when the broker refuses
   */
  public void prepareAccuracy(List<String> labels)
      throws TimeoutException, ExecutionException, InterruptedException {
    checks.requireCopartitioned(topics, labels);
    createIfMissing(topic(topics.accuracy(), 1).configs(REPORTS));
  }

  /**
   * Starts online accuracy where it stood in versions that had it in classification's group.
   *
   * @param group classification's
   * @param accuracyGroup online accuracy's
   * @throws TimeoutException when no broker answers in time
   * @throws ExecutionException when the broker refuses
   */
  public void takeOverOffsets(String group, String accuracyGroup)
      throws TimeoutException, ExecutionException, InterruptedException {
    new EarlierOffsets(admin, topics, timeout).takeOver(group, accuracyGroup);
  }

  /**
   * Creates the topic by whose records the brokers' time is measured.
   *
   * @throws UnusableTopicException when its leader does not answer in time
   * @throws TimeoutException when no broker answers in time
   * @throws ExecutionException when the broker refuses
   */
  public void createClock(String name)
      throws TimeoutException, ExecutionException, InterruptedException {
    createIfMissing(topic(name, 1).configs(CLOCK));
  }

  private void createIfMissing(NewTopic topic)
      throws TimeoutException, ExecutionException, InterruptedException {
    if (!reader.names().contains(topic.name())) {
      create(List.of(topic));
    }
    awaitLeaders(List.of(topic));
  }

  private void create(List<NewTopic> missing)
      throws TimeoutException, ExecutionException, InterruptedException {
    for (var creation : admin.createTopics(missing).values().entrySet()) {
      try {
        reader.get(creation.getValue());
        LOG.atInfo().addKeyValue("topic", creation.getKey()).log("Topic created");
      } catch (ExecutionException e) {
        // Another instance was quicker.
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  private void awaitLeaders(List<NewTopic> topics)
      throws TimeoutException, ExecutionException, InterruptedException {
    List<String> names = topics.stream().map(NewTopic::name).toList();
    Map<TopicPartition, OffsetSpec> partitions =
        reader.describe(names).values().stream()
            .flatMap(
                topic ->
                    topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    try {
      // Answered by a partition's leader alone, and only when it has opened the log.
      var unused = reader.get(admin.listOffsets(partitions).all());
    } catch (TimeoutException e) {
      throw leaderless(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
        throw leaderless(e);
      }
      throw e;
    }
  }

  private UnusableTopicException leaderless(Exception e) {
    return new UnusableTopicException(
        "Not every partition of the topics under "
            + topics.prefix()
            + ". has a broker that leads it and answers: wait until all brokers are up.",
        e);
  }

  private List<NewTopic> wanted(List<String> labels, int partitions, int articleMaxBytes) {
    List<NewTopic> wanted = new ArrayList<>();
    wanted.add(topic(topics.articles(), partitions));
    int maxBytes = Topics.recordMaxBytes(articleMaxBytes);
    labels.forEach(
        label -> wanted.add(topic(topics.category(label), partitions).configs(limit(maxBytes))));
    wanted.add(
        topic(topics.deadLetters(), partitions).configs(limit(Topics.DEAD_LETTER_MAX_BYTES)));
    return wanted;
  }

  private static Map<String, String> limit(int maxBytes) {
    return Map.of(LIMIT, Integer.toString(maxBytes));
  }

  private static NewTopic topic(String name, int partitions) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty());
  }
}
