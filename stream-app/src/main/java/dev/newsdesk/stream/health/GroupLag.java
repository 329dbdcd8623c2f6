package dev.newsdesk.stream.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Knows how far a consumer group is behind the end of its topics by what it has committed, whoever
 * owns the partitions, and for how long a partition with records left has not moved. Thread-safe.
 */
public final class GroupLag implements Watch {

  /** Time between two looks. */
  static final Duration PERIOD = Duration.ofSeconds(5);

  private static final int TIMEOUT_MS = 10_000;

  private final String group;
  private final Set<String> topics;
  private final Clock clock;
  private final Map<TopicPartition, Standing> standings = new HashMap<>();

  /** Knows nothing before the first look. */
  public GroupLag(String group, Set<String> topics, Clock clock) {
    this.group = group;
    this.topics = Set.copyOf(topics);
    this.clock = clock;
  }

  @Override
  public void look(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
    Set<TopicPartition> partitions =
        get(
                admin
                    .describeTopics(topics, new DescribeTopicsOptions().timeoutMs(TIMEOUT_MS))
                    .allTopicNames())
            .values()
            .stream()
            .flatMap(
                topic ->
                    topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
            .collect(Collectors.toSet());
    // Committed offsets first: the other way round, records that come in between are no lag.
    Map<TopicPartition, OffsetAndMetadata> committed =
        get(
            admin
                .listConsumerGroupOffsets(
                    group, new ListConsumerGroupOffsetsOptions().timeoutMs(TIMEOUT_MS))
                .partitionsToOffsetAndMetadata());
    Map<TopicPartition, Long> begins = offsets(admin, partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> ends = offsets(admin, partitions, OffsetSpec.latest());
    Map<TopicPartition, Long> next = new HashMap<>();
    begins.forEach(
        (partition, begin) -> {
          OffsetAndMetadata offset = committed.get(partition);
          next.put(partition, offset == null ? begin : Math.max(begin, offset.offset()));
        });
    note(next, ends);
  }

  private static Map<TopicPartition, Long> offsets(
      Admin admin, Set<TopicPartition> partitions, OffsetSpec spec)
      throws ExecutionException, InterruptedException, TimeoutException {
    ListOffsetsOptions committed =
        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs(TIMEOUT_MS);
    Map<TopicPartition, Long> offsets = new HashMap<>();
    get(admin
            .listOffsets(
                partitions.stream().collect(Collectors.toMap(Function.identity(), unused -> spec)),
                committed)
            .all())
        .forEach((partition, result) -> offsets.put(partition, result.offset()));
    return offsets;
  }

  private static <T> T get(KafkaFuture<T> answer)
      throws ExecutionException, InterruptedException, TimeoutException {
    return answer.get(TIMEOUT_MS + 1_000L, TimeUnit.MILLISECONDS);
  }

  /**
   * Takes note of how far the group is.
   *
   * @param next offset by partition from which the group would read after a restart
   * @param ends offset by partition at which committed records end
   */
  synchronized void note(Map<TopicPartition, Long> next, Map<TopicPartition, Long> ends) {
    standings.keySet().retainAll(next.keySet());
    next.forEach(
        (partition, offset) -> {
          long lag = Math.max(0, ends.getOrDefault(partition, offset) - offset);
          Standing before = standings.get(partition);
          Instant since =
              before != null && before.lag() > 0 && before.next() == offset
                  ? before.since()
                  : clock.instant();
          standings.put(partition, new Standing(offset, lag, since));
        });
  }

  /** Returns records left by topic; nothing before the first look. */
  public synchronized Map<String, Long> lags() {
    Map<String, Long> lags = new TreeMap<>();
    standings.forEach(
        (partition, standing) -> lags.merge(partition.topic(), standing.lag(), Long::sum));
    return lags;
  }

  /**
   * Returns by topic for how long the partition that has stood longest with records left has not
   * moved; zero where all move or are done.
   */
  public synchronized Map<String, Duration> stalls() {
    Instant now = clock.instant();
    Map<String, Duration> stalls = new TreeMap<>();
    standings.forEach(
        (partition, standing) ->
            stalls.merge(
                partition.topic(),
                standing.lag() == 0 ? Duration.ZERO : Duration.between(standing.since(), now),
                (one, other) -> one.compareTo(other) > 0 ? one : other));
    return stalls;
  }

  /**
   * @param next offset that the group would read
   * @param lag records left
   * @param since when the offset was first seen with records left
   */
  private record Standing(long next, long lag, Instant since) {}
}
