package dev.newsdesk.stream.batching;

import dev.newsdesk.internal.PendingArticle;
import dev.newsdesk.internal.PendingHeader;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Converts between Kafka's records and what the store keeps of them. */
final class PendingRecords {

  private PendingRecords() {}

  /** Keeps everything of the record that is being processed: a punctuator sees none of it. */
  static PendingArticle of(
      Record<byte @Nullable [], byte @Nullable []> record,
      ProcessorContext<?, ?> context,
      Instant now) {
    RecordMetadata origin = context.recordMetadata().orElseThrow();
    List<PendingHeader> headers = new ArrayList<>();
    for (Header header : record.headers()) {
      headers.add(new PendingHeader(header.key(), buffer(header.value())));
    }
    return PendingArticle.newBuilder()
        .setKey(buffer(record.key()))
        .setValue(buffer(record.value()))
        .setTimestamp(record.timestamp())
        .setTopic(origin.topic())
        .setPartition(origin.partition())
        .setOffset(origin.offset())
        .setHeaders(headers)
        .setArrivedAt(now.truncatedTo(ChronoUnit.MILLIS))
        .build();
  }

  /** Returns the headers that a record came with. */
  static Headers headers(PendingArticle article) {
    Headers headers = new RecordHeaders();
    for (PendingHeader header : article.getHeaders()) {
      headers.add(header.getKey(), bytes(header.getValue()));
    }
    return headers;
  }

  /** Returns a copy of what a buffer holds. */
  static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }
}
