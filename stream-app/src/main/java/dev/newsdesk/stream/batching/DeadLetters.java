package dev.newsdesk.stream.batching;

import dev.newsdesk.internal.PendingArticle;
import dev.newsdesk.stream.classification.ArticleRejectedException;
import dev.newsdesk.stream.classification.RecordSize;
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

  private static final String PREFIX = "__streams.errors.";

  /** Our own header: the kind of cause, one of a closed set. */
  private static final String CAUSE = "newsdesk.cause";

  /**
   * Upper bound for a header's text in bytes: no message may make the dead letter too large to be
   * sent.
   */
  private static final int MAX_TEXT = 16_384;

  /** Our own header where the record is too large to be kept; its origin still points to it. */
  private static final String OMITTED = "newsdesk.omitted";

  /** What of the topic's limit is left when the headers added here are at their longest. */
  private static final int MAX_CONTENT = Topics.DEAD_LETTER_MAX_BYTES - 5 * MAX_TEXT;

  private DeadLetters() {}

  /** Returns the dead letter of a record. */
  static Record<byte @Nullable [], byte @Nullable []> of(
      PendingArticle record, ArticleRejectedException reason) {
    boolean fits = RecordSize.bytes(record) <= MAX_CONTENT;
    Headers headers = fits ? PendingRecords.headers(record) : new RecordHeaders();
    if (!fits) {
      add(headers, OMITTED, "value and headers: the record is too large for this topic");
    }
    Throwable cause = reason.getCause() == null ? reason : reason.getCause();
    add(headers, CAUSE, reason.rejectionCause().name());
    add(headers, PREFIX + "exception", cause.getClass().getName());
    add(headers, PREFIX + "message", String.valueOf(reason.getMessage()));
    add(headers, PREFIX + "stacktrace", stackTrace(cause));
    add(headers, PREFIX + "topic", record.getTopic());
    add(headers, PREFIX + "partition", Integer.toString(record.getPartition()));
    add(headers, PREFIX + "offset", Long.toString(record.getOffset()));
    return new Record<>(
        fits || isShort(record.getKey()) ? PendingRecords.bytes(record.getKey()) : null,
        fits ? PendingRecords.bytes(record.getValue()) : null,
        record.getTimestamp(),
        headers);
  }

  private static boolean isShort(@Nullable ByteBuffer key) {
    return key != null && key.remaining() <= MAX_TEXT;
  }

  private static void add(Headers headers, String name, String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    int end = Math.min(MAX_TEXT, utf8.length);
    // Not within a character: the bytes that go on with one begin with the bits 10.
    while (end > 0 && end < utf8.length && (utf8[end] & 0xC0) == 0x80) {
      end--;
    }
    headers.add(name, Arrays.copyOf(utf8, end));
  }

  private static String stackTrace(Throwable cause) {
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
