package dev.newsdesk.stream.health;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.InconsistentTopicIdException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Says by its exception what a stream thread's failure means. A pure function. */
public final class FailureTable {

  /**
   * The first row that a cause belongs to counts, so that an exception stands before those that it
   * extends. What has no row is fatal.
   */
  private static final List<Row> ROWS =
      List.of(
          new Row(AuthenticationException.class, FailureKind.CREDENTIALS),
          new Row(AuthorizationException.class, FailureKind.FATAL),
          // Retriable by Kafka's own word, and yet they pass only if somebody mends something.
          new Row(UnknownTopicOrPartitionException.class, FailureKind.FATAL),
          new Row(UnknownTopicIdException.class, FailureKind.REFUSED),
          new Row(InconsistentTopicIdException.class, FailureKind.REFUSED),
          new Row(CorruptRecordException.class, FailureKind.REFUSED),
          // Time-outs, leaders and coordinators that move, replicas that are missing, quotas.
          new Row(RetriableException.class, FailureKind.AWAY),
          new Row(TransactionAbortableException.class, FailureKind.REFUSED));

  private static final String PRODUCER_PACKAGE = KafkaProducer.class.getPackageName() + ".";

  private FailureTable() {}

  /** Returns the kind of the outermost cause that has one. */
  public static FailureKind kind(Throwable failure) {
    Throwable root = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<FailureKind> kind = row(cause);
      if (kind.isPresent()) {
        return kind.get();
      }
      root = cause;
    }
    return isPlainRefusal(root) ? FailureKind.REFUSED : FailureKind.FATAL;
  }

  private static Optional<FailureKind> row(Throwable cause) {
    return ROWS.stream().filter(row -> row.type().isInstance(cause)).map(Row::kind).findFirst();
  }

  /**
   * A producer has no class of its own for an error that it does not expect, nor for a record that
   * it has given up after {@code delivery.timeout.ms}: both are a plain {@link KafkaException}. And
   * after a commit that no broker has answered in time Kafka Streams goes on with the thread's
   * other tasks, which the producer refuses by an {@link IllegalStateException} until it has its
   * answer.
   */
  private static boolean isPlainRefusal(Throwable root) {
    return root.getClass() == KafkaException.class
        || (root instanceof IllegalStateException && isThrownByProducer(root));
  }

  private static boolean isThrownByProducer(Throwable failure) {
    StackTraceElement[] frames = failure.getStackTrace();
    return frames.length > 0 && frames[0].getClassName().startsWith(PRODUCER_PACKAGE);
  }

  private record Row(Class<? extends Throwable> type, FailureKind kind) {}
}
