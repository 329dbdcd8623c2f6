package dev.newsdesk.stream.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics that are missing, and checks and leaves alone those that are there. */
public final class TopicCreator {

  private static final Logger LOG = LoggerFactory.getLogger(TopicCreator.class);

  /** Time between two attempts. */
  private static final Duration PAUSE = Duration.ofMillis(100);

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

  /** Creates with the given client, which stays the caller's to close. */
  public TopicCreator(Admin admin, Topics topics, Duration timeout) {
    this.admin = admin;
    this.topics = topics;
    this.timeout = timeout;
  }

  /**
   * Creates what is missing, and returns when all topics take records: Kafka announces a topic
   * before its partitions have a log, and an idempotent producer whose first request is refused
   * while its second is taken can never send the first again (KAFKA-14359).
   *
   * @param labels the categories
   * @param partitions of each topic that is created
   * @param articleMaxBytes upper bound for an article's value, incoming or labelled
   * @throws UnusableTopicException when a topic that is there takes smaller records only, or a
   *     partition's leader does not answer in time
   * @throws TimeoutException when no broker answers in time
   * @throws ExecutionException when the broker refuses
   */
  public void createMissing(List<String> labels, int partitions, int articleMaxBytes)
      throws TimeoutException, ExecutionException, InterruptedException {
    Set<String> present = get(admin.listTopics().names());
    List<NewTopic> wanted = wanted(labels, partitions, articleMaxBytes);
    requireRoom(wanted.stream().filter(topic -> present.contains(topic.name())).toList());
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
    Map<String, TopicDescription> met = describe(labels.stream().map(topics::category).toList());
    int partitions =
        Objects.requireNonNull(describe(List.of(topics.labels())).get(topics.labels()))
            .partitions()
            .size();
    for (TopicDescription category : met.values()) {
      if (category.partitions().size() != partitions) {
        throw new UnusableTopicException(
            "Topic %s has %d partitions and %s has %d, so that labels would miss their articles:"
                    .formatted(
                        category.name(), category.partitions().size(), topics.labels(), partitions)
                + " recreate one with the other's number, or set accuracy.enabled to false.",
            null);
      }
    }
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
    if (!get(admin.listTopics().names()).contains(topic.name())) {
      create(List.of(topic));
    }
    awaitLeaders(List.of(topic));
  }

  /** Topics that are known to be there; a broker may hear of one later than of its creation. */
  private Map<String, TopicDescription> describe(List<String> names)
      throws TimeoutException, ExecutionException, InterruptedException {
    long until = System.nanoTime() + timeout.toNanos();
    while (true) {
      try {
        return get(admin.describeTopics(names).allTopicNames());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() > until) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private void create(List<NewTopic> missing)
      throws TimeoutException, ExecutionException, InterruptedException {
    for (var creation : admin.createTopics(missing).values().entrySet()) {
      try {
        get(creation.getValue());
        LOG.atInfo().addKeyValue("topic", creation.getKey()).log("Topic created");
      } catch (ExecutionException e) {
        // Another instance was quicker.
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  /** A record that its topic refused would stop the app, long after the start. */
  private void requireRoom(List<NewTopic> topics)
      throws TimeoutException, ExecutionException, InterruptedException {
    Map<ConfigResource, NewTopic> limited =
        topics.stream()
            .filter(topic -> topic.configs() != null)
            .collect(
                Collectors.toMap(
                    topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                    topic -> topic));
    for (var described : describe(limited.keySet()).entrySet()) {
      NewTopic topic = Objects.requireNonNull(limited.get(described.getKey()));
      int needed = Integer.parseInt(topic.configs().get(LIMIT));
      int actual = Integer.parseInt(described.getValue().get(LIMIT).value());
      if (actual < needed) {
        throw new UnusableTopicException(
            "Topic %s takes records of %d bytes, and the app may write %d: set its %s to %d or more."
                .formatted(topic.name(), actual, needed, LIMIT, needed),
            null);
      }
    }
  }

  private Map<ConfigResource, Config> describe(Collection<ConfigResource> resources)
      throws TimeoutException, ExecutionException, InterruptedException {
    try {
      return get(admin.describeConfigs(resources).all());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        LOG.warn(
            "The brokers do not permit to read the topics' {} ({}): records that are too large for"
                + " their topic will stop the app",
            LIMIT,
            e.getCause().getMessage());
        return Map.of();
      }
      throw e;
    }
  }

  private void awaitLeaders(List<NewTopic> topics)
      throws TimeoutException, ExecutionException, InterruptedException {
    List<String> names = topics.stream().map(NewTopic::name).toList();
    Map<TopicPartition, OffsetSpec> partitions =
        describe(names).values().stream()
            .flatMap(
                topic ->
                    topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    try {
      // Answered by a partition's leader alone, and only when it has opened the log.
      var unused = get(admin.listOffsets(partitions).all());
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

  private <T> T get(Future<T> answer)
      throws TimeoutException, ExecutionException, InterruptedException {
    return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
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
