package dev.newsdesk.stream.app;

import dev.newsdesk.stream.batching.RefusedRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;

/** Says in one line, with a remedy where one is known, what stopped the app. */
final class Explanation {

  /** What the operating system says, through the JVM as through RocksDB. */
  private static final String DISK_FULL = "No space left on device";

  private Explanation() {}

  /**
   * Returns one line. Kafka Streams wraps what a processor throws; what that in turn was caused by
   * is for the log.
   */
  static String of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (String.valueOf(cause.getMessage()).contains(DISK_FULL)) {
        return "The disk that holds kafka.state.dir is full: free some of it or give it a larger"
            + " volume, and start again; what is stored there is in Kafka too.";
      }
    }
    Throwable thrown = failure;
    while (thrown instanceof KafkaException && thrown.getCause() != null) {
      thrown = thrown.getCause();
    }
    if (thrown instanceof TopicAuthorizationException denied) {
      return "The brokers do not permit the app to use topics "
          + denied.unauthorizedTopics()
          + ": permit its user to read, write and describe them.";
    }
    if (thrown instanceof MissingSourceTopicException) {
      return "A topic that the app reads has been deleted ("
          + oneLine(thrown).replaceFirst("\\.$", "")
          + "): start the app again, which creates it.";
    }
    return oneLine(thrown);
  }

  /** Tells whether a topic refused a record, which it will again. */
  static boolean isRefusal(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RefusedRecordException) {
        return true;
      }
    }
    return false;
  }

  /**
   * Tells whether Kafka Streams found an internal topic with fewer or more partitions than tasks.
   */
  static boolean isOfPartitions(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StreamsException
          && String.valueOf(cause.getMessage()).contains("has invalid partitions")) {
        return true;
      }
    }
    return false;
  }

  private static String oneLine(Throwable failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    return message.replaceAll("\\s+", " ");
  }
}
