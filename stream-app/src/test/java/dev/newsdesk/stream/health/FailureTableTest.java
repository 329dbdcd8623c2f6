package dev.newsdesk.stream.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.CoordinatorNotAvailableException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InconsistentTopicIdException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTableTest {

  static Stream<Arguments> rows() {
    return Stream.of(
        arguments(new TimeoutException("60000 ms"), FailureKind.AWAY),
        arguments(new DisconnectException(), FailureKind.AWAY),
        arguments(new NotLeaderOrFollowerException(""), FailureKind.AWAY),
        arguments(new CoordinatorNotAvailableException(""), FailureKind.AWAY),
        arguments(new NotEnoughReplicasException(""), FailureKind.AWAY),
        arguments(new ThrottlingQuotaExceededException(100, ""), FailureKind.AWAY),
        arguments(new SaslAuthenticationException("expired"), FailureKind.CREDENTIALS),
        arguments(new SslAuthenticationException("expired"), FailureKind.CREDENTIALS),
        arguments(new KafkaException("safe to abort"), FailureKind.REFUSED),
        arguments(new TransactionAbortableException("abort"), FailureKind.REFUSED),
        arguments(new UnknownTopicIdException(""), FailureKind.REFUSED),
        arguments(new InconsistentTopicIdException(""), FailureKind.REFUSED),
        arguments(
            new KafkaException("Received exception when fetching", new CorruptRecordException("")),
            FailureKind.REFUSED),
        arguments(new TopicAuthorizationException(Set.of("t")), FailureKind.FATAL),
        arguments(new GroupAuthorizationException("g"), FailureKind.FATAL),
        arguments(new TransactionalIdAuthorizationException(""), FailureKind.FATAL),
        arguments(new ClusterAuthorizationException(""), FailureKind.FATAL),
        arguments(new UnknownTopicOrPartitionException("gone"), FailureKind.FATAL),
        arguments(new InvalidTxnTimeoutException(""), FailureKind.FATAL),
        arguments(new RecordTooLargeException("large"), FailureKind.FATAL),
        arguments(new PolicyViolationException(""), FailureKind.FATAL),
        arguments(new IllegalStateException("a mistake of the app's own"), FailureKind.FATAL),
        arguments(new OutOfMemoryError(), FailureKind.FATAL));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyExceptionHasItsKindHoweverItIsWrapped(Throwable failure, FailureKind kind) {
    assertThat(FailureTable.kind(failure)).isEqualTo(kind);
    assertThat(FailureTable.kind(new StreamsException("at node classify", failure)))
        .isEqualTo(kind);
    assertThat(
            FailureTable.kind(
                new StreamsException(new KafkaException("in an error state", failure))))
        .isEqualTo(kind);
  }

  @Test
  void aProducerWhoseTransactionTakesNothingMoreIsReplacedWithItsThread() {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", "localhost:1", "transactional.id", "not initialized");
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      Throwable refusal = catchThrowable(producer::beginTransaction);

      assertThat(refusal).isInstanceOf(IllegalStateException.class);
      assertThat(FailureTable.kind(new StreamsException(refusal))).isEqualTo(FailureKind.REFUSED);
    }
  }
}
