package dev.newsdesk.stream.batching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.internal.PendingArticle;
import dev.newsdesk.internal.PendingHeader;
import dev.newsdesk.stream.Articles;
import dev.newsdesk.stream.classification.ArticleRejectedException;
import dev.newsdesk.stream.classification.RecordSize;
import dev.newsdesk.stream.classification.RejectionCause;
import dev.newsdesk.stream.topics.TopicLimits;
import dev.newsdesk.stream.topics.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLettersTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final DeadLetters LETTERS =
      new DeadLetters(TopicLimits.withDefaults(Topics.DEAD_LETTER_MAX_BYTES), NOON);

  @Test
  void anEndlessMessageIsCutSoThatTheLetterCanBeSent() {
    var cause = new IllegalStateException("x".repeat(5_000_000));
    var reason =
        new ArticleRejectedException(RejectionCause.UNDECODABLE, "y".repeat(5_000_000), cause);
    int bytes = 0;
    for (Header header :
        LETTERS.of(Articles.pending(1, new byte[] {1}), reason).headers().toArray()) {
      bytes += header.value().length;
    }
    assertThat(bytes).isBetween(2 * 16_384, 40_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3|10|0|10|",
        "3|10|1200000|0|headers",
        "3|10|1|3000000|headers",
        "3|3000000|1|10|value and headers",
        "3|3000000|600000|0|value and headers",
        "3000000|10|0|0|key, value and headers"
      })
  void whatTheTopicWouldRefuseIsLeftOutInTurn(
      int keyBytes, int valueBytes, int headers, int headerBytes, String omitted) {
    PendingArticle record =
        PendingArticle.newBuilder(Articles.pending(1, new byte[valueBytes]))
            .setKey(ByteBuffer.wrap(new byte[keyBytes]))
            .setHeaders(
                Collections.nCopies(
                    headers, new PendingHeader("", ByteBuffer.wrap(new byte[headerBytes]))))
            .build();
    var letter = LETTERS.of(record, new ArticleRejectedException(RejectionCause.EMPTY, "Why."));

    assertThat(RecordSize.bytes(letter.key(), letter.value(), letter.headers()))
        .isLessThanOrEqualTo(Topics.DEAD_LETTER_MAX_BYTES);
    Header header = letter.headers().lastHeader("newsdesk.omitted");
    if (omitted == null) {
      assertThat(header).isNull();
    } else {
      assertThat(header.value())
          .asString()
          .isEqualTo(omitted + ": the record is too large for this topic");
    }
    assertThat(letter.value() == null).isEqualTo(valueBytes > 10 || keyBytes > 10);
    assertThat(letter.key() == null).isEqualTo(keyBytes > 10);
  }

  @Test
  void aTopicWithRoomForLittleGetsALetterWithoutAStackTrace() {
    TopicLimits small = TopicLimits.withDefaults(1_000);
    var letter =
        new DeadLetters(small, NOON)
            .of(
                Articles.pending(1, new byte[5_000]),
                new ArticleRejectedException(RejectionCause.EMPTY, "Why."));
    assertThat(RecordSize.bytes(letter.key(), letter.value(), letter.headers())).isLessThan(1_000);
    assertThat(letter.headers().lastHeader("__streams.errors.stacktrace")).isNull();
    assertThat(letter.headers().lastHeader("__streams.errors.offset").value())
        .asString()
        .isEqualTo("1");
  }

  @Test
  void aTimestampThatTheTopicDoesNotKeepIsInAHeader() {
    long future = NOON.plusSeconds(100_000).toEpochMilli();
    var record = Articles.pending(future, new byte[] {1});
    var reason = new ArticleRejectedException(RejectionCause.EMPTY, "Why.");

    var letter = LETTERS.of(record, reason);
    assertThat(letter.timestamp()).isEqualTo(NOON.toEpochMilli());
    assertThat(letter.headers().lastHeader("newsdesk.timestamp").value())
        .asString()
        .isEqualTo(Long.toString(future));

    TopicLimits stamped = new TopicLimits(2_097_152, true, 1, 1, false);
    letter = new DeadLetters(stamped, NOON).of(record, reason);
    assertThat(letter.timestamp()).isEqualTo(future);
    assertThat(letter.headers().lastHeader("newsdesk.timestamp")).isNotNull();

    record = Articles.pending(NOON.toEpochMilli(), new byte[] {1});
    assertThat(LETTERS.of(record, reason).headers().lastHeader("newsdesk.timestamp")).isNull();
  }

  @Test
  void theRecordItselfIsUntouched() {
    var record = Articles.pending(1, new byte[] {1, 2});
    var reason = new ArticleRejectedException(RejectionCause.EMPTY, "It is empty.");
    LETTERS.of(record, reason);
    assertThat(LETTERS.of(record, reason).value()).isEqualTo(new byte[] {1, 2});
  }
}
