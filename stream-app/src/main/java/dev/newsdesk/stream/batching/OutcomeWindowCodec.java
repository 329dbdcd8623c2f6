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

  /**
   * Writes a window.
   *
   * @param others what the windows of the instance's other partitions held at that time
   */
  byte[] bytes(OutcomeWindow window, List<PartitionSummary> others) {
    List<OutcomeWindow.Bucket> buckets = window.buckets();
    ByteBuffer buffer =
        ByteBuffer.allocate(
                MAX_HEAD_BYTES
                    + buckets.size() * MAX_BUCKET_BYTES
                    + others.size() * (MAX_HEAD_BYTES + MAX_BUCKET_BYTES))
            .put(VERSION);
    ByteUtils.writeVarlong(window.lastDeadLetter(), buffer);
    ByteUtils.writeUnsignedVarint(buckets.size(), buffer);
    long before = 0;
    for (OutcomeWindow.Bucket bucket : buckets) {
      write(bucket, before, buffer);
      before = bucket.at();
    }
    ByteUtils.writeUnsignedVarint(others.size(), buffer);
    for (PartitionSummary other : others) {
      ByteUtils.writeUnsignedVarint(other.partition(), buffer);
      ByteUtils.writeVarlong(other.lastDeadLetter(), buffer);
      write(other.outcomes(), before, buffer);
    }
    byte[] bytes = new byte[buffer.position()];
    buffer.flip().get(bytes);
    return bytes;
  }

  private static void write(OutcomeWindow.Bucket bucket, long before, ByteBuffer buffer) {
    ByteUtils.writeVarlong(bucket.at() - before, buffer);
    ByteUtils.writeUnsignedVarint(bucket.records(), buffer);
    ByteUtils.writeUnsignedVarint(bucket.deadLetters(), buffer);
  }

  /** Reads what was stored; null, and what another version has written, make an empty window. */
  Stored stored(byte @Nullable [] bytes) {
    if (bytes == null || bytes.length == 0 || bytes[0] != VERSION) {
      return new Stored(new OutcomeWindow(size), List.of());
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    long lastDeadLetter = ByteUtils.readVarlong(buffer);
    List<OutcomeWindow.Bucket> buckets = new ArrayList<>();
    long before = 0;
    for (int left = ByteUtils.readUnsignedVarint(buffer); left > 0; left--) {
      OutcomeWindow.Bucket bucket = read(before, buffer);
      buckets.add(bucket);
      before = bucket.at();
    }
    List<PartitionSummary> others = new ArrayList<>();
    for (int left = ByteUtils.readUnsignedVarint(buffer); left > 0; left--) {
      int partition = ByteUtils.readUnsignedVarint(buffer);
      others.add(
          new PartitionSummary(partition, ByteUtils.readVarlong(buffer), read(before, buffer)));
    }
    return new Stored(new OutcomeWindow(size, lastDeadLetter, buckets), others);
  }

  private static OutcomeWindow.Bucket read(long before, ByteBuffer buffer) {
    long at = before + ByteUtils.readVarlong(buffer);
    int records = ByteUtils.readUnsignedVarint(buffer);
    return new OutcomeWindow.Bucket(at, records, ByteUtils.readUnsignedVarint(buffer));
  }

  /**
   * What was stored of a partition.
   *
   * @param window its own
   * @param others what the windows of the instance's other partitions held at that time
   */
  record Stored(OutcomeWindow window, List<PartitionSummary> others) {}
}
