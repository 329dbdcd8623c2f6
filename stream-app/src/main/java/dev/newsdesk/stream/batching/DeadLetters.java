package dev.newsdesk.stream.batching;

import dev.newsdesk.internal.PendingArticle;
import dev.newsdesk.stream.classification.ArticleRejectedException;
import dev.newsdesk.stream.classification.RecordSize;
import dev.newsdesk.stream.topics.DeadLetterHeader;
import dev.newsdesk.stream.topics.TopicLimits;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Makes dead letters: a record as it came, with headers that say why it could not be classified and
 * where it came from, named as Kafka Streams' own dead letter queue (KIP-1034) names them. Whatever
 * the record is, its topic accepts the letter.
 *
 * @param limits what the topic accepts
 * @param now the time, which becomes the letter's where the topic does not accept the record's
 */
record DeadLetters(TopicLimits limits, Instant now) {

  /** Upper bound for a header's text in bytes. */
  private static final int MAX_TEXT = 16_384;

  /** What is left out of a letter that its topic would refuse as too large, ever more. */
  private enum Omission {
    NOTHING,
    HEADERS,
    VALUE_AND_HEADERS,
    KEY_VALUE_AND_HEADERS,
    KEY_VALUE_HEADERS_AND_STACK_TRACE;

    boolean keepsHeaders() {
      return this == NOTHING;
    }

    boolean keepsValue() {
      return compareTo(HEADERS) <= 0;
    }

    boolean keepsKey() {
      return compareTo(VALUE_AND_HEADERS) <= 0;
    }

    boolean keepsStackTrace() {
      return compareTo(KEY_VALUE_AND_HEADERS) <= 0;
    }

    String explanation() {
      return name().toLowerCase(Locale.ROOT).replaceFirst("^key_", "key, ").replace('_', ' ')
          + ": the record is too large for this topic";
    }
  }

  /** Returns the dead letter of a record. */
  Record<byte @Nullable [], byte @Nullable []> of(
      PendingArticle record, ArticleRejectedException reason) {
    for (Omission omission : Omission.values()) {
      Record<byte @Nullable [], byte @Nullable []> letter = letter(record, reason, omission);
      if (RecordSize.bytes(letter.key(), letter.value(), letter.headers()) <= limits.maxBytes()) {
        return letter;
      }
    }
    return letter(record, reason, Omission.KEY_VALUE_HEADERS_AND_STACK_TRACE);
  }

  private Record<byte @Nullable [], byte @Nullable []> letter(
      PendingArticle record, ArticleRejectedException reason, Omission omission) {
    Headers headers =
        omission.keepsHeaders() ? PendingRecords.headers(record) : new RecordHeaders();
    if (omission != Omission.NOTHING) {
      add(headers, DeadLetterHeader.OMITTED, omission.explanation());
    }
    boolean keepsTimestamp = limits.accepts(record.getTimestamp(), now);
    if (!keepsTimestamp || limits.appendTime()) {
      add(headers, DeadLetterHeader.TIMESTAMP, Long.toString(record.getTimestamp()));
    }
    Throwable cause = reason.getCause() == null ? reason : reason.getCause();
    add(headers, DeadLetterHeader.CAUSE, reason.rejectionCause().name());
    add(headers, DeadLetterHeader.EXCEPTION, cause.getClass().getName());
    add(headers, DeadLetterHeader.MESSAGE, String.valueOf(reason.getMessage()));
    if (omission.keepsStackTrace()) {
      add(headers, DeadLetterHeader.STACK_TRACE, stackTrace(cause));
    }
    add(headers, DeadLetterHeader.TOPIC, record.getTopic());
    add(headers, DeadLetterHeader.PARTITION, Integer.toString(record.getPartition()));
    add(headers, DeadLetterHeader.OFFSET, Long.toString(record.getOffset()));
    return new Record<>(
        omission.keepsKey() ? PendingRecords.bytes(record.getKey()) : null,
        omission.keepsValue() ? PendingRecords.bytes(record.getValue()) : null,
        keepsTimestamp ? record.getTimestamp() : now.toEpochMilli(),
        headers);
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
