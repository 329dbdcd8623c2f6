package dev.newsdesk.stream.intake;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes a poll may still return. A consumer decompresses records one by one while it
 * collects them: {@code max.poll.records} of them may be thousands of times what was fetched.
 *
 * <p>A consumer whose deserializer fails returns the records before that one, and asks again for it
 * with the next poll (KIP-334). The first record of a poll always passes, so that the failure never
 * reaches whoever polls. For the consumer's thread.
 */
final class PollAllowance {

  private long left;
  private @Nullable Headers first;

  /** Begins a poll. */
  void allow(long bytes) {
    left = bytes;
    first = null;
  }

  /**
   * Takes what a key or a value costs off it.
   *
   * @param headers the record's, which are the same object for its key and its value
   * @throws UsedUpException when the record is for the next poll
   */
  void take(Headers headers, int bytes) {
    if (first == null) {
      first = headers;
    }
    long cost = RecordBytes.of(0, headers, bytes);
    if (cost > left && !isFirst(headers)) {
      throw new UsedUpException();
    }
    left -= cost;
  }

  @SuppressWarnings("ReferenceEquality") // Other records have equal headers.
  private boolean isFirst(Headers headers) {
    return headers == first;
  }

  /** The poll has returned as much as it may. */
  static final class UsedUpException extends SerializationException {

    private static final long serialVersionUID = 1L;

    UsedUpException() {
      super("The rest is for the next poll.");
    }
  }
}
