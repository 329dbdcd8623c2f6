package dev.newsdesk.stream.classification;

import dev.newsdesk.internal.PendingArticle;
import dev.newsdesk.internal.PendingHeader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.utils.ByteUtils;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * How large a record is as Kafka frames it, uncompressed and alone in its batch: the lengths of
 * key, value and each header count, too. Never less than what brokers and producer compare with
 * their limits, and at most a few dozen bytes more.
 */
public final class RecordSize {

  /** What batch and record add to key, value and headers, as Kafka's own upper bound has it. */
  private static final int FRAME =
      AbstractRecords.estimateSizeInBytesUpperBound(
          RecordBatch.CURRENT_MAGIC_VALUE,
          CompressionType.NONE,
          new byte[0],
          new byte[0],
          new org.apache.kafka.common.header.Header[0]);

  /** The other fields of a waiting article at their longest, and the slot that is its key. */
  private static final int PENDING_FIELDS = 96;

  private RecordSize() {}

  /** Returns the size in bytes of a record as it came. */
  public static long bytes(PendingArticle record) {
    long size = FRAME + length(record.getKey()) + length(record.getValue());
    for (PendingHeader header : record.getHeaders()) {
      size += framed(Utils.utf8Length(header.getKey())) + length(header.getValue());
    }
    return size;
  }

  /** Returns the size in bytes of the record that keeps a waiting article in the changelog. */
  public static long pendingBytes(PendingArticle record) {
    // Avro writes lengths as Kafka does, and before each header's value which of two types it has.
    return bytes(record)
        + record.getHeaders().size()
        + record.getTopic().getBytes(StandardCharsets.UTF_8).length
        + PENDING_FIELDS;
  }

  /** Returns the size in bytes of a record that is about to be sent. */
  public static long bytes(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    return AbstractRecords.estimateSizeInBytesUpperBound(
        RecordBatch.CURRENT_MAGIC_VALUE, CompressionType.NONE, key, value, headers.toArray());
  }

  private static long length(@Nullable ByteBuffer buffer) {
    return framed(buffer == null ? 0 : buffer.remaining());
  }

  private static long framed(int length) {
    return (long) ByteUtils.sizeOfVarint(length) + length;
  }
}
