package dev.newsdesk.stream;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsResult;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.MockAdminClient;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.internals.KafkaFutureImpl;

/** Kafka's fake of an admin client, with partitions that are empty, or whose leaders are away. */
public final class FakeBrokers extends MockAdminClient {

  private static final Node BROKER = new Node(0, "localhost", 1);

  private boolean leadersAway;
  private int questionsBehind;

  /** Creates one broker without topics. */
  public FakeBrokers() {
    super(List.of(BROKER), BROKER);
  }

  /** Leaves every partition without a leader that answers. */
  public synchronized void loseLeaders() {
    leadersAway = true;
  }

  /** Lets this many questions about topics be answered as if there were none. */
  public synchronized void hearOfTopicsAfter(int questions) {
    questionsBehind = questions;
  }

  @Override
  public synchronized DescribeTopicsResult describeTopics(
      TopicCollection topics, DescribeTopicsOptions options) {
    if (questionsBehind == 0) {
      return super.describeTopics(topics, options);
    }
    questionsBehind--;
    return super.describeTopics(TopicCollection.ofTopicNames(List.of("unheard-of")), options);
  }

  @Override
  public synchronized ListOffsetsResult listOffsets(
      Map<TopicPartition, OffsetSpec> partitions, ListOffsetsOptions options) {
    Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> answers = new HashMap<>();
    partitions.keySet().forEach(partition -> answers.put(partition, answer()));
    return new ListOffsetsResult(answers);
  }

  /** No group is known. */
  @Override
  public synchronized DescribeConsumerGroupsResult describeConsumerGroups(
      Collection<String> groups, DescribeConsumerGroupsOptions options) {
    Map<String, KafkaFuture<ConsumerGroupDescription>> answers = new HashMap<>();
    groups.forEach(group -> answers.put(group, unknownGroup()));
    return new DescribeConsumerGroupsResult(answers);
  }

  private static KafkaFuture<ConsumerGroupDescription> unknownGroup() {
    KafkaFutureImpl<ConsumerGroupDescription> answer = new KafkaFutureImpl<>();
    answer.completeExceptionally(new GroupIdNotFoundException("no such group"));
    return answer;
  }

  private KafkaFuture<ListOffsetsResultInfo> answer() {
    KafkaFutureImpl<ListOffsetsResultInfo> answer = new KafkaFutureImpl<>();
    if (leadersAway) {
      answer.completeExceptionally(new TimeoutException("no leader"));
    } else {
      answer.complete(new ListOffsetsResultInfo(0, -1, Optional.empty()));
    }
    return answer;
  }
}
