package dev.newsdesk.stream.topics;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds apps under other application ids that write to the same topics, so that every article
 * leaves once for each. Brokers know the transactional ids of a partition's producers, and forget
 * one a day after its last write.
 *
 * @param applicationId this app's
 * @param timeout for each answer
 */
public record OtherWriters(String applicationId, Duration timeout) {

  /** As Kafka Streams makes them: application id, process and thread. */
  private static final String PROCESS_AND_THREAD =
      "-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-\\d+";

  /**
   * Returns a transactional id of each other app, with a topic that it writes to.
   *
   * @param topics those that this app writes to
   */
  public Map<String, String> find(Admin admin, Collection<String> topics)
      throws ExecutionException, InterruptedException, TimeoutException {
    Set<TopicPartition> partitions =
        get(admin.describeTopics(topics).allTopicNames()).values().stream()
            .flatMap(
                topic ->
                    topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
            .collect(Collectors.toSet());
    Map<Long, String> topicByProducer = new HashMap<>();
    get(admin.describeProducers(partitions).all())
        .forEach(
            (partition, state) ->
                state
                    .activeProducers()
                    .forEach(
                        producer -> topicByProducer.put(producer.producerId(), partition.topic())));
    return others(get(admin.listTransactions().all()), topicByProducer);
  }

  private <T> T get(KafkaFuture<T> answer)
      throws ExecutionException, InterruptedException, TimeoutException {
    return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns the transactional ids that are not this app's, one an app, and what they write to. */
  Map<String, String> others(
      Collection<TransactionListing> transactions, Map<Long, String> topicByProducer) {
    Pattern own = Pattern.compile(Pattern.quote(applicationId) + PROCESS_AND_THREAD);
    Map<String, String> others = new TreeMap<>();
    for (TransactionListing transaction : transactions) {
      String topic = topicByProducer.get(transaction.producerId());
      if (topic != null && !own.matcher(transaction.transactionalId()).matches()) {
        others.put(transaction.transactionalId().replaceFirst(PROCESS_AND_THREAD + "$", ""), topic);
      }
    }
    return others;
  }
}
