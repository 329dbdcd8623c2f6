package dev.newsdesk.stream.classification;

import dev.newsdesk.internal.PendingArticle;
import dev.newsdesk.internal.PendingHeader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** How large a record is, uncompressed: key, value and headers, all of which a broker counts. */
public final class RecordSize {

  private RecordSize() {}

  /** Returns the size in bytes. */
  public static long bytes(PendingArticle record) {
    long size = length(record.getKey()) + length(record.getValue());
    for (PendingHeader header : record.getHeaders()) {
      size += header.getKey().getBytes(StandardCharsets.UTF_8).length;
      size += length(header.getValue());
    }
    return size;
  }

  private static long length(@Nullable ByteBuffer buffer) {
    return buffer == null ? 0 : buffer.remaining();
  }
}
