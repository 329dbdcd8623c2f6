package dev.newsdesk.stream.accuracy;

import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * Writes standings in few bytes, since each article has one: version, state, and as numbers of
 * variable length the category, the checkpoint and the time since the window began.
 */
final class StandingCodec {

  private static final byte VERSION = 2;
  private static final int MAX_BYTES = 2 + 2 * 5 + 10;

  private final Names names;

  StandingCodec(Names names) {
    this.names = names;
  }

  /** Writes a standing that is kept under a window. */
  byte[] bytes(Standing standing, long window) {
    ByteBuffer buffer = ByteBuffer.allocate(MAX_BYTES).put(VERSION).put(standing.state().code());
    ByteUtils.writeUnsignedVarint(names.number(standing.category()), buffer);
    ByteUtils.writeUnsignedVarint(names.number(standing.checkpointId()), buffer);
    ByteUtils.writeVarlong(standing.since() - window, buffer);
    byte[] bytes = new byte[buffer.position()];
    buffer.flip().get(bytes);
    return bytes;
  }

  /**
   * Reads what was found under a window.
   *
   * @throws SerializationException where another version of Newsdesk has written it
   */
  Standing standing(byte[] bytes, long window) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    byte version = buffer.get();
    if (version != VERSION) {
      throw new SerializationException(
          "The store of labels and predictions is of version "
              + version
              + ": run the version of Newsdesk that wrote it, or another application.id.");
    }
    Standing.State state = Standing.State.of(buffer.get());
    String category = names.name(ByteUtils.readUnsignedVarint(buffer));
    String checkpointId = names.name(ByteUtils.readUnsignedVarint(buffer));
    return new Standing(state, window + ByteUtils.readVarlong(buffer), category, checkpointId);
  }
}
