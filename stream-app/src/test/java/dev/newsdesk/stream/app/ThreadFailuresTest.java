package dev.newsdesk.stream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.newsdesk.stream.batching.RegistryWatch;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

class ThreadFailuresTest {

  private final AppState state = new AppState(new RegistryWatch(pause -> {}));
  private final ThreadFailures failures = new ThreadFailures(state::failed);

  @Test
  void whatPassesByItselfCostsAThreadAndNotTheApp() {
    assertThat(failures.handle(new StreamsException(new TimeoutException("60000 ms"))))
        .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    assertThat(failures.handle(new StreamsException("", new NotLeaderOrFollowerException(""))))
        .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    assertThat(
            failures.handle(
                new StreamsException(
                    new KafkaException("in an error state", new KafkaException("safe to abort")))))
        .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    assertThat(failures.handle(new StreamsException(new TransactionAbortableException("abort"))))
        .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    assertThat(state.failure()).isEmpty();
  }

  @Test
  void aProducerWhoseTransactionTakesNothingMoreIsReplacedWithItsThread() {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", "localhost:1", "transactional.id", "not initialized");
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      Throwable refusal = catchThrowable(producer::beginTransaction);
      assertThat(refusal).isInstanceOf(IllegalStateException.class);
      assertThat(failures.handle(new StreamsException(refusal)))
          .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    }
    IllegalStateException own = new IllegalStateException("a mistake of the app's own");
    assertThat(failures.handle(new StreamsException(own)))
        .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
  }

  @Test
  void anythingElseStopsTheApp() {
    StreamsException deleted = new StreamsException(new UnknownTopicOrPartitionException("gone"));
    assertThat(failures.handle(deleted)).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    assertThat(failures.handle(new StreamsException(new RecordTooLargeException("large"))))
        .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    assertThat(state.failure()).contains(deleted);
  }
}
