package dev.newsdesk.stream.intake;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Passes bytes on while a poll may return more. */
final class MeteredDeserializer implements Deserializer<byte @Nullable []> {

  private final PollAllowance allowance;

  /** Shares the allowance with the deserializer of the other half of a record. */
  MeteredDeserializer(PollAllowance allowance) {
    this.allowance = allowance;
  }

  @Override
  public byte @Nullable [] deserialize(String topic, byte @Nullable [] data) {
    return data;
  }

  @Override
  public byte @Nullable [] deserialize(String topic, Headers headers, @Nullable ByteBuffer data) {
    if (data == null) {
      return null;
    }
    allowance.take(headers, data.remaining());
    return Utils.toNullableArray(data);
  }
}
