package dev.newsdesk.stream.topics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Asks the brokers what a consumer group works on. */
public final class GroupReader {

  private static final Duration PAUSE = Duration.ofMillis(200);

  /** While it rebalances, a group does not say who owns what. */
  private static final Set<GroupState> MOVING =
      Set.of(
          GroupState.PREPARING_REBALANCE,
          GroupState.COMPLETING_REBALANCE,
          GroupState.ASSIGNING,
          GroupState.RECONCILING);

  private final Admin admin;
  private final Duration timeout;

  /** Asks with the given client, which stays the caller's to close. */
  public GroupReader(Admin admin, Duration timeout) {
    this.admin = admin;
    this.timeout = timeout;
  }

  /**
   * Returns what a group works on, which need not exist.
   *
   * @param patience how long to wait for the end of a rebalance; members that own nothing then say
   *     nothing
   * @throws TimeoutException when no broker answers in time
   * @throws ExecutionException when the broker refuses
   */
  public GroupTopics read(String group, Duration patience)
      throws ExecutionException, InterruptedException, TimeoutException {
    return new GroupTopics(assigned(group, patience), committed(group));
  }

  private Set<String> assigned(String group, Duration patience)
      throws ExecutionException, InterruptedException, TimeoutException {
    long until = System.nanoTime() + patience.toNanos();
    while (true) {
      Map<String, ConsumerGroupDescription> described =
          get(admin.describeConsumerGroups(List.of(group)).all(), Map.of());
      ConsumerGroupDescription description = described.get(group);
      if (description == null) {
        return Set.of();
      }
      if (!MOVING.contains(description.groupState()) || System.nanoTime() >= until) {
        return description.members().stream()
            .flatMap(member -> member.assignment().topicPartitions().stream())
            .map(TopicPartition::topic)
            .collect(Collectors.toSet());
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private Set<String> committed(String group)
      throws ExecutionException, InterruptedException, TimeoutException {
    return get(
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
            Map.<TopicPartition, Object>of())
        .entrySet()
        .stream()
        .filter(entry -> Objects.nonNull(entry.getValue()))
        .map(entry -> entry.getKey().topic())
        .collect(Collectors.toSet());
  }

  /** A group that is not there is no failure. */
  private <T> T get(KafkaFuture<? extends T> answer, T absent)
      throws ExecutionException, InterruptedException, TimeoutException {
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return absent;
      }
      throw e;
    }
  }
}
