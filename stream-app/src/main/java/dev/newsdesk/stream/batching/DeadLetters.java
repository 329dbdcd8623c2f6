package dev.newsdesk.stream.batching;

import dev.newsdesk.internal.PendingArticle;
import dev.newsdesk.stream.classification.ArticleRejectedException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
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

  /** Upper bound for a header's text: no message may make the dead letter too large to be sent. */
  private static final int MAX_TEXT = 16_384;

  private DeadLetters() {}

  /** Returns the dead letter of a record. */
  static Record<byte @Nullable [], byte @Nullable []> of(
      PendingArticle record, ArticleRejectedException reason) {
    Headers headers = PendingRecords.headers(record);
    Throwable cause = reason.getCause() == null ? reason : reason.getCause();
    add(headers, CAUSE, reason.rejectionCause().name());
    add(headers, PREFIX + "exception", cause.getClass().getName());
    add(headers, PREFIX + "message", String.valueOf(reason.getMessage()));
    add(headers, PREFIX + "stacktrace", stackTrace(cause));
    add(headers, PREFIX + "topic", record.getTopic());
    add(headers, PREFIX + "partition", Integer.toString(record.getPartition()));
    add(headers, PREFIX + "offset", Long.toString(record.getOffset()));
    return new Record<>(
        PendingRecords.bytes(record.getKey()),
        PendingRecords.bytes(record.getValue()),
        record.getTimestamp(),
        headers);
  }

  private static void add(Headers headers, String name, String value) {
    String text = value.substring(0, Math.min(MAX_TEXT, value.length()));
    headers.add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String stackTrace(Throwable cause) {
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
