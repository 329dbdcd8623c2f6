package dev.newsdesk.stream.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.stream.batching.RegistryWatch;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

class ThreadFailuresTest {

  private final AppState state = new AppState(new RegistryWatch(pause -> {}));
  private final ThreadFailures failures = new ThreadFailures(state);

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
  void anythingElseStopsTheApp() {
    StreamsException deleted = new StreamsException(new UnknownTopicOrPartitionException("gone"));
    assertThat(failures.handle(deleted)).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    assertThat(failures.handle(new StreamsException(new RecordTooLargeException("large"))))
        .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    assertThat(state.failure()).contains(deleted);
  }
}
