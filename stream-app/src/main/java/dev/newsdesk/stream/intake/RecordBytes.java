package dev.newsdesk.stream.intake;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What a record takes of the heap between fetch and commit: its bytes, and the objects around them,
 * which are most of a record with very many headers.
 */
final class RecordBytes {

  private static final int RECORD_OVERHEAD = 128;
  private static final int HEADER_OVERHEAD = 96;

  private RecordBytes() {}

  static long of(ConsumerRecord<byte @Nullable [], byte @Nullable []> record) {
    return of(
        Math.max(0, record.serializedKeySize()),
        record.headers(),
        Math.max(0, record.serializedValueSize()));
  }

  static long of(int keyBytes, Headers headers, int valueBytes) {
    long bytes = RECORD_OVERHEAD + (long) keyBytes + valueBytes;
    for (Header header : headers) {
      byte[] value = header.value();
      bytes += HEADER_OVERHEAD + header.key().length() + (value == null ? 0 : value.length);
    }
    return bytes;
  }
}
