package dev.newsdesk.stream.batching;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/** Writes windows for the app's own store, which no one else reads. */
final class OutcomeWindowCodec {

  private static final byte VERSION = 1;
  private static final int MAX_HEAD_BYTES = 1 + 10 + 5;
  private static final int MAX_BUCKET_BYTES = 10 + 5 + 5;

  private final int size;

  /**
   * Makes one for windows of a size.
   *
   * @param size how many of the last records count; a window that was stored with another is read
   *     with this one
   */
  OutcomeWindowCodec(int size) {
    this.size = size;
  }

  byte[] bytes(OutcomeWindow window) {
    List<OutcomeWindow.Bucket> buckets = window.buckets();
    ByteBuffer buffer =
        ByteBuffer.allocate(MAX_HEAD_BYTES + buckets.size() * MAX_BUCKET_BYTES).put(VERSION);
    ByteUtils.writeVarlong(window.lastDeadLetter(), buffer);
    ByteUtils.writeUnsignedVarint(buckets.size(), buffer);
    long before = 0;
    for (OutcomeWindow.Bucket bucket : buckets) {
      ByteUtils.writeVarlong(bucket.at() - before, buffer);
      ByteUtils.writeUnsignedVarint(bucket.records(), buffer);
      ByteUtils.writeUnsignedVarint(bucket.deadLetters(), buffer);
      before = bucket.at();
    }
    byte[] bytes = new byte[buffer.position()];
    buffer.flip().get(bytes);
    return bytes;
  }

  /** Reads a window; null, and what another version has written, make an empty one. */
  OutcomeWindow window(byte @Nullable [] bytes) {
    if (bytes == null || bytes.length == 0 || bytes[0] != VERSION) {
      return new OutcomeWindow(size);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    long lastDeadLetter = ByteUtils.readVarlong(buffer);
    int count = ByteUtils.readUnsignedVarint(buffer);
    List<OutcomeWindow.Bucket> buckets = new ArrayList<>();
    long at = 0;
    for (int i = 0; i < count; i++) {
      at += ByteUtils.readVarlong(buffer);
      int records = ByteUtils.readUnsignedVarint(buffer);
      buckets.add(new OutcomeWindow.Bucket(at, records, ByteUtils.readUnsignedVarint(buffer)));
    }
    return new OutcomeWindow(size, lastDeadLetter, buckets);
  }
}
