package dev.newsdesk.stream.topics;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts online accuracy's group where classification's stood in versions in which that one read
 * labels and categories back. From the beginning of the topics it would read in an hour what came
 * in a week, count all of it in a few windows, and keep all of it in its store at once.
 */
final class EarlierOffsets {

  private static final Logger LOG = LoggerFactory.getLogger(EarlierOffsets.class);

  private final Admin admin;
  private final Topics topics;
  private final Duration timeout;

  EarlierOffsets(Admin admin, Topics topics, Duration timeout) {
    this.admin = admin;
    this.topics = topics;
    this.timeout = timeout;
  }

  /**
   * Takes the offsets over, unless the group has some of its own.
   *
   * @param from classification's group
   * @param to online accuracy's
   * @throws TimeoutException when no broker answers in time
   * @throws ExecutionException when the broker refuses
   */
  void takeOver(String from, String to)
      throws TimeoutException, ExecutionException, InterruptedException {
    if (!committed(to).isEmpty()) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> before = committed(from);
    before.keySet().removeIf(partition -> !isReadBack(partition.topic()));
    if (before.isEmpty()) {
      return;
    }
    try {
      get(admin.alterConsumerGroupOffsets(to, before).all());
      LOG.atInfo()
          .addKeyValue("group", to)
          .addKeyValue("partitions", before.size())
          .log("Online accuracy goes on where the version before stopped");
    } catch (ExecutionException e) {
      // Another instance has taken them over and begun.
      if (!(e.getCause() instanceof UnknownMemberIdException)
          && !(e.getCause() instanceof GroupNotEmptyException)) {
        throw e;
      }
    }
  }

  private boolean isReadBack(String topic) {
    return topic.equals(topics.labels()) || topic.startsWith(topics.categories());
  }

  private Map<TopicPartition, OffsetAndMetadata> committed(String group)
      throws TimeoutException, ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        new HashMap<>(get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()));
    committed.values().removeIf(offset -> offset == null);
    return committed;
  }

  private <T> T get(Future<T> answer)
      throws TimeoutException, ExecutionException, InterruptedException {
    return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }
}
