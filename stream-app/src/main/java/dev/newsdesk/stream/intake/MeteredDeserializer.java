package dev.newsdesk.stream.intake;

import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Passes bytes on until an allowance is used up. A consumer decompresses records one by one while
 * it collects them: {@code max.poll.records} of them may be thousands of times what was fetched.
 *
 * <p>A consumer whose deserializer fails returns the records before that one, and asks again for it
 * with the next poll (KIP-334). The first record of a poll always passes, so that the failure never
 * reaches whoever polls. For the consumer's thread.
 */
final class MeteredDeserializer implements Deserializer<byte @Nullable []> {

  private long left;
  private boolean isFirst = true;

  /** Begins a poll. */
  void allow(long allowance) {
    left = allowance;
    isFirst = true;
  }

  @Override
  public byte @Nullable [] deserialize(String topic, byte @Nullable [] data) {
    return data;
  }

  @Override
  public byte @Nullable [] deserialize(String topic, Headers headers, @Nullable ByteBuffer data) {
    int valueBytes = data == null ? 0 : data.remaining();
    long cost = RecordBytes.of(0, headers, valueBytes);
    if (cost > left && !isFirst) {
      throw new AllowanceUsedException();
    }
    isFirst = false;
    left -= cost;
    return data == null ? null : Utils.toNullableArray(data);
  }

  /** The poll has returned as much as it may. */
  static final class AllowanceUsedException extends SerializationException {

    private static final long serialVersionUID = 1L;

    AllowanceUsedException() {
      super("The rest is for the next poll.");
    }
  }
}
