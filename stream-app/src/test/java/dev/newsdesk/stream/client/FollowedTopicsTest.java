package dev.newsdesk.stream.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowedTopicsTest {

  private static final String TOPIC = "news.category.world";
  private static final Node NODE = new Node(0, "localhost", 9092);

  private final Topic consumer = new Topic();
  private long nanos;
  private final FollowedTopics followed = new FollowedTopics(consumer, () -> nanos);

  @BeforeEach
  void twoPartitions() {
    consumer.partitions(2);
  }

  @Test
  void partitionsThatAreAddedAreReadFromTheirFirstRecordAndTheOthersOn() {
    followed.follow(List.of(TOPIC), false);
    assertThat(consumer.position(partition(1))).isEqualTo(Topic.END);
    consumer.partitions(3);

    followed.refresh();
    assertThat(consumer.assignment()).hasSize(2);
    later();
    followed.refresh();

    assertThat(consumer.assignment()).isEqualTo(Set.of(partition(0), partition(1), partition(2)));
    assertThat(consumer.position(partition(1))).isEqualTo(Topic.END);
    assertThat(consumer.position(partition(2))).isZero();
  }

  @Test
  void aTopicThatTwoLooksDoNotFindIsNamed() {
    followed.follow(List.of(TOPIC), true);
    consumer.partitions(0);
    later();
    followed.refresh();
    consumer.partitions(2);
    later();
    followed.refresh();
    consumer.partitions(0);
    later();
    followed.refresh();
    later();
    assertThatThrownBy(followed::refresh)
        .isInstanceOf(ClientException.class)
        .hasMessageStartingWith("The topic news.category.world has been deleted: start ");
  }

  @Test
  void brokersThatAreAwayAreNoDeletion() {
    followed.follow(List.of(TOPIC), true);
    consumer.away = true;
    later();
    followed.refresh();
    assertThat(consumer.assignment()).hasSize(2);
  }

  @Test
  void aTopicThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> followed.follow(List.of("news.category.none"), true))
        .hasMessageStartingWith("The topic news.category.none does not exist: start ");
  }

  private void later() {
    nanos += Duration.ofSeconds(10).toNanos();
  }

  private static TopicPartition partition(int number) {
    return new TopicPartition(TOPIC, number);
  }

  /** A topic whose partitions have a few records each. */
  private static final class Topic extends MockConsumer<String, byte[]> {

    static final long END = 5;

    private List<PartitionInfo> infos = new ArrayList<>();
    private boolean away;

    Topic() {
      super("latest");
    }

    void partitions(int count) {
      infos =
          IntStream.range(0, count)
              .mapToObj(
                  number ->
                      new PartitionInfo(TOPIC, number, NODE, new Node[] {NODE}, new Node[] {NODE}))
              .toList();
      Map<TopicPartition, Long> beginnings = new HashMap<>();
      Map<TopicPartition, Long> ends = new HashMap<>();
      for (int number = 0; number < count; number++) {
        beginnings.put(partition(number), 0L);
        ends.put(partition(number), END);
      }
      updateBeginningOffsets(beginnings);
      updateEndOffsets(ends);
    }

    @Override
    public synchronized List<PartitionInfo> partitionsFor(String topic) {
      return partitionsFor(topic, Duration.ZERO);
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
      if (away) {
        throw new TimeoutException("Nobody answers");
      }
      return topic.equals(TOPIC) ? infos : List.of();
    }
  }
}
