package dev.newsdesk.stream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.newsdesk.stream.Articles;
import dev.newsdesk.stream.batching.RefusedRecords;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  @Test
  void aRecordThatATopicRefusedStopsTheAppWithTopicKeyAndRemedy() {
    KafkaException refused =
        new KafkaException(
            "Failed to append record because it was part of a batch which had one more more invalid"
                + " records");
    Throwable thrown =
        catchThrowable(
            () ->
                new RefusedRecords()
                    .handleError(
                        new DefaultErrorHandlerContext(
                            null,
                            Articles.TOPIC,
                            0,
                            0,
                            new RecordHeaders(),
                            "classify",
                            new TaskId(0, 0),
                            0,
                            new byte[0],
                            new byte[0]),
                        new ProducerRecord<>(
                            "news.category.world", 0, 7L, new byte[] {'k'}, new byte[9]),
                        refused));
    AppState state = new AppState();
    StreamsException failure = new StreamsException("at node", thrown);

    // A plain KafkaException passes otherwise, and this one would come again without end.
    assertThat(new ThreadFailures(state::failed).handle(failure))
        .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    assertThat(state.health().explanation())
        .startsWith("The app failed: Topic news.category.world refuses the record with key \"k\"")
        .endsWith("and start again.");
  }

  @Test
  void aDiskThatIsFullIsNamedWhoeverFillsIt() {
    assertThat(
            Explanation.of(
                new ProcessorStateException(
                    "Error while executing put",
                    new RuntimeException(
                        "While appending to file: 000013.log: No space left on device"))))
        .isEqualTo(
            "The disk that holds kafka.state.dir is full: free some of it or give it a larger"
                + " volume, and start again; what is stored there is in Kafka too.");
  }

  @Test
  void topicsThatAreNotPermittedAreNamed() {
    assertThat(
            Explanation.of(
                new StreamsException(new TopicAuthorizationException(Set.of("news.labels")))))
        .isEqualTo(
            "The brokers do not permit the app to use topics [news.labels]: permit its user to"
                + " read, write and describe them.");
  }
}
