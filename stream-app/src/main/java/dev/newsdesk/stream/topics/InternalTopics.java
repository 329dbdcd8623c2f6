package dev.newsdesk.stream.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes internal topics that are there follow the settings, and the partitions of the topics they
 * belong to: Kafka Streams does neither, and ends when partitions have been added.
 */
public final class InternalTopics {

  private static final Logger LOG = LoggerFactory.getLogger(InternalTopics.class);

  private final Admin admin;
  private final TopicReader reader;

  /**
   * Alters with the given client, which stays the caller's to close.
   *
   * @param timeout of each request
   */
  public InternalTopics(Admin admin, Duration timeout) {
    this(admin, new TopicReader(admin, timeout));
  }

  InternalTopics(Admin admin, TopicReader reader) {
    this.admin = admin;
    this.reader = reader;
  }

  /**
   * Alters what differs; topics that are not there are Kafka Streams' to create.
   *
   * @throws UnusableTopicException when brokers do not permit it, or a topic has too many
   *     partitions; the message has the command to run
   */
  public void follow(List<InternalTopic> wanted)
      throws TimeoutException, ExecutionException, InterruptedException {
    List<String> names = new ArrayList<>();
    for (InternalTopic topic : wanted) {
      names.add(topic.name());
      names.addAll(topic.sources());
    }
    Map<String, TopicDescription> found = reader.find(names.stream().distinct().toList());
    List<InternalTopic> there =
        wanted.stream().filter(one -> found.containsKey(one.name())).toList();
    Map<String, Config> configs = reader.configs(there.stream().map(InternalTopic::name).toList());
    for (InternalTopic topic : there) {
      follow(topic, found, configs.get(topic.name()));
    }
  }

  private void follow(
      InternalTopic topic, Map<String, TopicDescription> found, @Nullable Config config)
      throws TimeoutException, ExecutionException, InterruptedException {
    Map<String, String> different = new TreeMap<>(topic.configs());
    different
        .entrySet()
        .removeIf(wanted -> config == null || suffices(wanted, config.get(wanted.getKey())));
    if (!different.isEmpty()) {
      alter(topic.name(), different);
    }
    int partitions = partitions(found, topic.name());
    String widest =
        topic.sources().stream()
            .filter(found::containsKey)
            .max(Comparator.comparing(source -> partitions(found, source)))
            .orElse(topic.name());
    int needed = partitions(found, widest);
    if (needed > partitions) {
      add(topic.name(), needed, widest);
    } else if (needed < partitions) {
      throw new UnusableTopicException(
          ("Topic %s has %d partitions and %s has %d, so that what waits in the others could not"
                  + " leave: run kafka-topics.sh --alter --topic %s --partitions %d.")
              .formatted(topic.name(), partitions, widest, needed, widest, partitions),
          null);
    }
  }

  private static int partitions(Map<String, TopicDescription> found, String topic) {
    return Objects.requireNonNull(found.get(topic)).partitions().size();
  }

  /** A topic may accept larger records than needed; somebody may have seen to it. */
  private static boolean suffices(Map.Entry<String, String> wanted, @Nullable ConfigEntry actual) {
    if (actual == null || actual.value() == null) {
      return false;
    }
    return wanted.getKey().equals(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
        ? Long.parseLong(actual.value()) >= Long.parseLong(wanted.getValue())
        : actual.value().equals(wanted.getValue());
  }

  private void alter(String topic, Map<String, String> configs)
      throws TimeoutException, ExecutionException, InterruptedException {
    List<AlterConfigOp> changes = new ArrayList<>();
    configs.forEach(
        (key, value) ->
            changes.add(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET)));
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    String settings =
        configs.entrySet().stream().map(String::valueOf).collect(Collectors.joining(","));
    ask(
        admin.incrementalAlterConfigs(Map.of(resource, changes)).all(),
        "Topic %s needs %s".formatted(topic, settings),
        "kafka-configs.sh --alter --entity-type topics --entity-name %s --add-config %s"
            .formatted(topic, settings));
    LOG.atInfo()
        .addKeyValue("topic", topic)
        .addKeyValue("configs", settings)
        .log("Internal topic follows the settings");
  }

  private void add(String topic, int partitions, String source)
      throws TimeoutException, ExecutionException, InterruptedException {
    ask(
        admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all(),
        "Topic %s needs the %d partitions of %s".formatted(topic, partitions, source),
        "kafka-topics.sh --alter --topic %s --partitions %d".formatted(topic, partitions));
    LOG.atInfo()
        .addKeyValue("topic", topic)
        .addKeyValue("partitions", partitions)
        .log("Internal topic follows the partitions of {}", source);
  }

  private void ask(Future<?> answer, String need, String command)
      throws TimeoutException, ExecutionException, InterruptedException {
    try {
      var unused = reader.get(answer);
    } catch (ExecutionException e) {
      // Of several instances one may have been quicker; the next look shows it.
      if (e.getCause() instanceof InvalidPartitionsException) {
        LOG.atInfo().setCause(e.getCause()).log("Another instance may have altered the topic");
      } else if (e.getCause() instanceof AuthorizationException
          || e.getCause() instanceof PolicyViolationException
          || e.getCause() instanceof InvalidConfigurationException) {
        throw new UnusableTopicException(
            "%s, and the brokers refuse to alter it (%s): run %s."
                .formatted(need, e.getCause().getMessage(), command),
            e);
      } else {
        throw e;
      }
    }
  }
}
