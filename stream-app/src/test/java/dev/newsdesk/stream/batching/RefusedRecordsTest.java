package dev.newsdesk.stream.batching;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusedRecordsTest {

  private final RefusedRecords handler = new RefusedRecords();

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
  void sayTopicKeyAndRemedyOnceAndFail(Exception refusal) {
    assertThat(response("a\u0000b".getBytes(StandardCharsets.UTF_8), refusal))
        .isEqualTo(ProductionExceptionHandler.Result.FAIL);
    assertThat(response("other".getBytes(StandardCharsets.UTF_8), refusal))
        .isEqualTo(ProductionExceptionHandler.Result.FAIL);
    assertThat(refusal.getSuppressed()).hasSize(1);
    assertThat(refusal.getSuppressed()[0])
        .isInstanceOf(RefusedRecordException.class)
        .hasMessageMatching(
            "Topic news\\.category\\.world refuses the record with key \"a\\?b\", timestamp 7 and"
                + " \\d+ bytes \\([^\n]+\\): [^\n]+ and start again\\.");
  }

  @Test
  void keysThatAreMissingOrLongAreShownShort() {
    RecordTooLargeException refusal = new RecordTooLargeException("Large");
    response(null, refusal);
    assertThat(refusal.getSuppressed()[0]).hasMessageContaining("with key null");
    refusal = new RecordTooLargeException("Large");
    response("k".repeat(5_000).getBytes(StandardCharsets.UTF_8), refusal);
    assertThat(refusal.getSuppressed()[0].getMessage()).contains("kkk…\"").hasSizeLessThan(500);
  }

  @Test
  void whatPassesIsLeftToKafkaStreams() {
    TimeoutException timeout = new TimeoutException("later");
    assertThat(response(null, timeout)).isEqualTo(ProductionExceptionHandler.Result.RETRY);
    KafkaException expired = new KafkaException("The transaction is to be aborted");
    assertThat(response(null, expired)).isEqualTo(ProductionExceptionHandler.Result.FAIL);
    assertThat(timeout.getSuppressed()).isEmpty();
    assertThat(expired.getSuppressed()).isEmpty();
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
