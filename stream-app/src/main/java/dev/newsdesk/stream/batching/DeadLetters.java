package dev.newsdesk.stream.batching;

import dev.newsdesk.internal.PendingArticle;
import dev.newsdesk.stream.classification.ArticleRejectedException;
import dev.newsdesk.stream.classification.RecordSize;
import dev.newsdesk.stream.topics.DeadLetterHeader;
import dev.newsdesk.stream.topics.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Makes dead letters: a record as it came, with headers that say why it could not be labelled and
 * where it came from, named as Kafka Streams' own dead letter queue (KIP-1034) names them.
 */
final class DeadLetters {

  /**
   * Upper bound for a header's text in bytes: no message may make the dead letter too large to be
   * sent.
   */
  private static final int MAX_TEXT = 16_384;

  /** What of the topic's limit is left when the headers added here are at their longest. */
  private static final int MAX_CONTENT = Topics.DEAD_LETTER_MAX_BYTES - 5 * MAX_TEXT;

  private DeadLetters() {}

  /** Returns the dead letter of a record. */
  static Record<byte @Nullable [], byte @Nullable []> of(
      PendingArticle record, ArticleRejectedException reason) {
    boolean fits = RecordSize.bytes(record) <= MAX_CONTENT;
    Headers headers = fits ? PendingRecords.headers(record) : new RecordHeaders();
    if (!fits) {
      add(
          headers,
          DeadLetterHeader.OMITTED,
          "value and headers: the record is too large for this topic");
    }
    Throwable cause = reason.getCause() == null ? reason : reason.getCause();
    add(headers, DeadLetterHeader.CAUSE, reason.rejectionCause().name());
    add(headers, DeadLetterHeader.EXCEPTION, cause.getClass().getName());
    add(headers, DeadLetterHeader.MESSAGE, String.valueOf(reason.getMessage()));
    add(headers, DeadLetterHeader.STACK_TRACE, stackTrace(cause));
    add(headers, DeadLetterHeader.TOPIC, record.getTopic());
    add(headers, DeadLetterHeader.PARTITION, Integer.toString(record.getPartition()));
    add(headers, DeadLetterHeader.OFFSET, Long.toString(record.getOffset()));
    return new Record<>(
        fits || isShort(record.getKey()) ? PendingRecords.bytes(record.getKey()) : null,
        fits ? PendingRecords.bytes(record.getValue()) : null,
        record.getTimestamp(),
        headers);
  }

  private static boolean isShort(@Nullable ByteBuffer key) {
    return key != null && key.remaining() <= MAX_TEXT;
  }

  private static void add(Headers headers, DeadLetterHeader header, String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    int end = Math.min(MAX_TEXT, utf8.length);
    // Not within a character: the bytes that go on with one begin with the bits 10.
    while (end > 0 && end < utf8.length && (utf8[end] & 0xC0) == 0x80) {
      end--;
    }
    headers.add(header.key(), Arrays.copyOf(utf8, end));
  }

  private static String stackTrace(Throwable cause) {
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
