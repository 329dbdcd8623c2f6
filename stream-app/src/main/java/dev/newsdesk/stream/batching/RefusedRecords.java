package dev.newsdesk.stream.batching;

import dev.newsdesk.stream.classification.RecordSize;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * Says of a record that its topic refused which it was and what mends it, with a {@link
 * RefusedRecordException} that ends the app as the refusal itself would. Kafka's own exception can
 * carry no sentence: it is one object for all refusals of its kind in a process.
 *
 * <p>Kafka Streams makes one of these for each stream thread; the producer's thread calls it.
 */
public final class RefusedRecords extends DefaultProductionExceptionHandler {

  private static final int SHOWN_KEY_BYTES = 100;

  /** The first refusal, of a record that was itself refused where there is one. */
  private @Nullable RefusedRecordException refusal;

  /** Makes one; Kafka Streams does. */
  public RefusedRecords() {}

  @Override
  public Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
    String remedy = remedy(exception);
    if (remedy == null) {
      return super.handleError(context, record, exception);
    }
    if (refusal == null || isBatchMate(refusal.getCause())) {
      refusal =
          new RefusedRecordException(
              "Topic %s refuses the record with key %s, timestamp %d and %d bytes (%s): %s."
                  .formatted(
                      record.topic(),
                      shown(record.key()),
                      record.timestamp(),
                      RecordSize.bytes(record.key(), record.value(), record.headers()),
                      oneLine(exception),
                      remedy),
              exception);
    }
    throw refusal;
  }

  private static @Nullable String remedy(Exception exception) {
    if (exception instanceof RecordTooLargeException) {
      return "raise the topic's max.message.bytes, or kafka.max.request.size, and start again";
    }
    if (exception instanceof InvalidTimestampException) {
      return "raise the topic's message.timestamp.before.max.ms or message.timestamp.after.max.ms"
          + " and start again";
    }
    if (exception instanceof InvalidRecordException || isBatchMate(exception)) {
      return "look at the topic's cleanup.policy, at its message.timestamp limits and at the"
          + " brokers' logs, correct them and start again";
    }
    if (exception instanceof PolicyViolationException) {
      return "correct the brokers' policy and start again";
    }
    return null;
  }

  /**
   * Brokers refuse batches whole, and the producer has no class of its own for the others in one.
   */
  private static boolean isBatchMate(@Nullable Throwable exception) {
    return exception != null
        && exception.getClass() == KafkaException.class
        && String.valueOf(exception.getMessage()).contains("part of a batch");
  }

  private static String shown(byte @Nullable [] key) {
    if (key == null) {
      return "null";
    }
    String text =
        new String(
            Arrays.copyOf(key, Math.min(SHOWN_KEY_BYTES, key.length)), StandardCharsets.UTF_8);
    return "\""
        + text.replaceAll("\\p{Cntrl}", "?")
        + (key.length > SHOWN_KEY_BYTES ? "…\"" : "\"");
  }

  private static String oneLine(Exception exception) {
    String message = exception.getMessage();
    return (message == null ? exception.toString() : message)
        .replaceAll("\\s+", " ")
        .replaceFirst("\\.$", "");
  }
}
