package dev.newsdesk.stream.topics;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the brokers about topics, each question for a bounded time. */
final class TopicReader {

  private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);

  /** Time between two attempts. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Admin admin;
  private final Duration timeout;
  private boolean deniedBefore;

  TopicReader(Admin admin, Duration timeout) {
    this.admin = admin;
    this.timeout = timeout;
  }

  /** Returns the names of all topics that the app may know of. */
  Set<String> names() throws TimeoutException, ExecutionException, InterruptedException {
    return get(admin.listTopics().names());
  }

  /** Returns what is known of topics that are there; of those that are not, nothing. */
  Map<String, TopicDescription> find(Collection<String> names)
      throws TimeoutException, ExecutionException, InterruptedException {
    Map<String, TopicDescription> found = new HashMap<>();
    for (var answer : admin.describeTopics(names).topicNameValues().entrySet()) {
      try {
        found.put(answer.getKey(), get(answer.getValue()));
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
    return found;
  }

  /** Describes topics that must be there; a broker may hear of one later than of its creation. */
  Map<String, TopicDescription> describe(Collection<String> names)
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

  /**
   * Returns the configurations of topics that are there, or none where brokers do not permit it.
   */
  Map<String, Config> configs(Collection<String> names)
      throws TimeoutException, ExecutionException, InterruptedException {
    List<ConfigResource> resources =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<String, Config> configs = new HashMap<>();
    try {
      get(admin.describeConfigs(resources).all())
          .forEach((resource, config) -> configs.put(resource.name(), config));
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof AuthorizationException)) {
        throw e;
      }
      if (!deniedBefore) {
        LOG.warn(
            "The brokers do not permit to read the topics' configurations ({}): a record that a"
                + " topic refuses will stop the app",
            e.getCause().getMessage());
      }
      deniedBefore = true;
    }
    return configs;
  }

  <T> T get(Future<T> answer) throws TimeoutException, ExecutionException, InterruptedException {
    return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }
}
