package dev.newsdesk.stream.app;

import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what becomes of a Kafka Streams client when one of its threads fails. Most of what passes
 * by itself Kafka Streams already waits for; where it does not, a new thread takes the place of the
 * one that failed, and its tasks start afresh from their last commit. Anything else stops the
 * client.
 */
final class ThreadFailures implements StreamsUncaughtExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ThreadFailures.class);

  private static final String PRODUCER_PACKAGE = KafkaProducer.class.getPackageName() + ".";

  private final Consumer<Throwable> fatal;

  /** Tells the given consumer what stops the client, before it does. */
  ThreadFailures(Consumer<Throwable> fatal) {
    this.fatal = fatal;
  }

  @Override
  public StreamThreadExceptionResponse handle(Throwable failure) {
    if (passes(failure)) {
      LOG.atWarn()
          .setCause(failure)
          .log("The brokers do not answer as they should: a new thread tries again");
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    fatal.accept(failure);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /**
   * By Kafka's own word for it, but for a topic that somebody has deleted. A producer that has
   * given a record up, after {@code delivery.timeout.ms}, has no class of its own for that: it says
   * in a plain {@link KafkaException} that its transaction is to be aborted. And after a commit
   * that no broker has answered in time Kafka Streams goes on with the thread's other tasks, which
   * the producer, by an {@link IllegalStateException}, refuses until it has its answer.
   */
  private static boolean passes(Throwable failure) {
    Throwable root = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException) {
        return !(cause instanceof UnknownTopicOrPartitionException);
      }
      if (cause instanceof TransactionAbortableException) {
        return true;
      }
      root = cause;
    }
    return root.getClass() == KafkaException.class
        || (root instanceof IllegalStateException && isThrownByProducer(root));
  }

  private static boolean isThrownByProducer(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .limit(1)
        .anyMatch(frame -> frame.getClassName().startsWith(PRODUCER_PACKAGE));
  }
}
