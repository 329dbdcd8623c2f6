package dev.newsdesk.stream.accuracy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Writes standings in few bytes, since each article has one: version, state, time, the category's
 * length and UTF-8, the checkpoint's UTF-8.
 */
final class StandingSerde {

  private static final byte VERSION = 1;
  private static final int HEAD_BYTES = 2 + Long.BYTES + Short.BYTES;

  private StandingSerde() {}

  static Serde<Standing> serde() {
    return Serdes.serdeFrom(
        (topic, standing) -> bytes(standing), (topic, bytes) -> standing(bytes));
  }

  private static byte @Nullable [] bytes(@Nullable Standing standing) {
    if (standing == null) {
      return null;
    }
    byte[] category = standing.category().getBytes(StandardCharsets.UTF_8);
    byte[] checkpoint = standing.checkpointId().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(HEAD_BYTES + category.length + checkpoint.length)
        .put(VERSION)
        .put(standing.state().code())
        .putLong(standing.since())
        .putShort((short) category.length)
        .put(category)
        .put(checkpoint)
        .array();
  }

  private static @Nullable Standing standing(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    byte version = buffer.get();
    if (version != VERSION) {
      throw new SerializationException(
          "The store of labels and predictions is of version "
              + version
              + ": run the version of Newsdesk that wrote it, or another application.id.");
    }
    Standing.State state = Standing.State.of(buffer.get());
    long since = buffer.getLong();
    int checkpoint = HEAD_BYTES + Short.toUnsignedInt(buffer.getShort());
    return new Standing(
        state,
        since,
        text(Arrays.copyOfRange(bytes, HEAD_BYTES, checkpoint)),
        text(Arrays.copyOfRange(bytes, checkpoint, bytes.length)));
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
