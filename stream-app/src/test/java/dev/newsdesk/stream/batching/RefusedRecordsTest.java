package dev.newsdesk.stream.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.newsdesk.stream.Articles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusedRecordsTest {

  private RefusedRecords handler = new RefusedRecords();

  static List<Exception> refusals() {
    return List.of(
        new RecordTooLargeException("Too\n large."),
        new InvalidTimestampException("Out of range"),
        new InvalidRecordException("No key"),
        new PolicyViolationException("Not here"),
        new KafkaException(
            "Failed to append record because it was part of a batch which had one more more"
                + " invalid records"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void saysTopicKeyAndRemedy(Exception refusal) {
    assertThat(refused("a\u0000b".getBytes(StandardCharsets.UTF_8), refusal))
        .hasCause(refusal)
        .hasMessageMatching(
            "Topic news\\.category\\.world refuses the record with key \"a\\?b\", timestamp 7 and"
                + " \\d+ bytes \\([^\n]+\\): [^\n]+ and start again\\.");
  }

  @Test
  void namesTheRecordThatWasRefusedAndNoneOfItsBatch() {
    Exception mate = refusals().get(refusals().size() - 1);
    Exception refusal = refusals().get(0);
    assertThat(refused(new byte[] {'m'}, mate)).hasMessageContaining("with key \"m\"");
    assertThat(refused(new byte[] {'r'}, refusal)).hasMessageContaining("with key \"r\"");
    assertThat(refused(new byte[] {'n'}, mate)).hasMessageContaining("with key \"r\"");
  }

  @Test
  void anotherThreadNamesItsOwnRecordThoughKafkasExceptionIsTheSame() {
    Exception refusal = Errors.MESSAGE_TOO_LARGE.exception();
    assertThat(Errors.MESSAGE_TOO_LARGE.exception()).isSameAs(refusal);
    assertThat(refused(new byte[] {'r'}, refusal)).hasMessageContaining("with key \"r\"");
    handler = new RefusedRecords();
    assertThat(refused(new byte[] {'s'}, refusal)).hasMessageContaining("with key \"s\"");
  }

  @Test
  void keysThatAreMissingOrLongAreShownShort() {
    assertThat(refused(null, new RecordTooLargeException("Large")))
        .hasMessageContaining("with key null");
    handler = new RefusedRecords();
    assertThat(
            refused(
                    "k".repeat(5_000).getBytes(StandardCharsets.UTF_8),
                    new RecordTooLargeException("Large"))
                .getMessage())
        .contains("kkk…\"")
        .hasSizeLessThan(500);
  }

  @Test
  void whatPassesIsLeftToKafkaStreams() {
    TimeoutException timeout = new TimeoutException("later");
    assertThat(response(null, timeout)).isEqualTo(ProductionExceptionHandler.Result.RETRY);
    KafkaException expired = new KafkaException("The transaction is to be aborted");
    assertThat(response(null, expired)).isEqualTo(ProductionExceptionHandler.Result.FAIL);
  }

  private RefusedRecordException refused(byte @Nullable [] key, Exception exception) {
    return catchThrowableOfType(RefusedRecordException.class, () -> response(key, exception));
  }

  private ProductionExceptionHandler.Result response(byte @Nullable [] key, Exception exception) {
    return handler
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
            new ProducerRecord<>("news.category.world", 0, 7L, key, new byte[9]),
            exception)
        .result();
  }
}
