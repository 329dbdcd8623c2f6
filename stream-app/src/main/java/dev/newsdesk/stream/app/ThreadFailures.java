package dev.newsdesk.stream.app;

import dev.newsdesk.schemas.InnermostCause;
import dev.newsdesk.stream.health.BackOff;
import dev.newsdesk.stream.health.BrokerRefusalException;
import dev.newsdesk.stream.health.FailureKind;
import dev.newsdesk.stream.health.FailureTable;
import dev.newsdesk.stream.health.RefusalCount;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what becomes of a Kafka Streams client when one of its threads fails: a new thread takes
 * its place, whose tasks start afresh from their last commit, or the client stops. {@link
 * FailureTable} says which. Called by the thread that fails, which also waits here before it is
 * replaced.
 */
final class ThreadFailures implements StreamsUncaughtExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ThreadFailures.class);

  private static final Duration PAUSE_WITHOUT_BROKERS = Duration.ofSeconds(1);
  private static final Duration PAUSE_WITHOUT_CREDENTIALS = Duration.ofSeconds(10);

  private final Consumer<Throwable> fatal;
  private final Function<Throwable, Optional<String>> sentences;
  private final BooleanSupplier brokersAway;
  private final RefusalCount refusals;
  private final Consumer<Duration> pauses;
  private volatile String lastRefusal = "";

  /** Takes refusals as they come, whether brokers answer or not, and knows no permissions. */
  ThreadFailures(Consumer<Throwable> fatal) {
    this(
        fatal,
        failure -> Optional.empty(),
        () -> false,
        new RefusalCount(Clock.systemUTC()),
        new BackOff());
  }

  /**
   * Tells the given consumer what stops the client, before it does.
   *
   * @param sentences says what is wrong and the remedy, where it knows better than the failure
   * @param brokersAway whether no broker answers
   * @param pauses waits, or returns at once when the client is being closed
   */
  ThreadFailures(
      Consumer<Throwable> fatal,
      Function<Throwable, Optional<String>> sentences,
      BooleanSupplier brokersAway,
      RefusalCount refusals,
      Consumer<Duration> pauses) {
    this.fatal = fatal;
    this.sentences = sentences;
    this.brokersAway = brokersAway;
    this.refusals = refusals;
    this.pauses = pauses;
  }

  @Override
  public StreamThreadExceptionResponse handle(Throwable failure) {
    FailureKind kind = kind(failure);
    if (kind == FailureKind.REFUSED && brokersAway.getAsBoolean()) {
      // A producer says of an outage that it cannot go on, and no more.
      refusals.forgetAll();
      kind = FailureKind.AWAY;
    }
    return switch (kind) {
      case AWAY -> replace(failure, kind, PAUSE_WITHOUT_BROKERS);
      case CREDENTIALS -> replace(failure, kind, PAUSE_WITHOUT_CREDENTIALS);
      case REFUSED -> refused(failure);
      case FATAL -> stop(failure);
    };
  }

  private static FailureKind kind(Throwable failure) {
    if (Explanation.isRefusal(failure)) {
      return FailureKind.FATAL;
    }
    // The topic watch adds the partitions, or ends the app with what to run.
    return Explanation.isOfPartitions(failure) ? FailureKind.REFUSED : FailureTable.kind(failure);
  }

  private StreamThreadExceptionResponse refused(Throwable failure) {
    lastRefusal = InnermostCause.of(failure);
    if (refusals.isTooMany()) {
      return stop(
          new BrokerRefusalException(
              "The brokers answer and have refused "
                  + RefusalCount.LIMIT
                  + " times within "
                  + RefusalCount.WINDOW.toMinutes()
                  + " minutes what the app needs ("
                  + lastRefusal
                  + "): correct what they name.",
              failure));
    }
    return replace(failure, FailureKind.REFUSED, refusals.pause());
  }

  private StreamThreadExceptionResponse replace(
      Throwable failure, FailureKind kind, Duration pause) {
    LOG.atWarn()
        .addKeyValue("kind", kind)
        .addKeyValue("pauseSeconds", pause.toSeconds())
        .setCause(failure)
        .log("A stream thread failed: a new one takes its place");
    pauses.accept(pause);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private StreamThreadExceptionResponse stop(Throwable failure) {
    fatal.accept(
        sentences
            .apply(failure)
            .<Throwable>map(sentence -> new BrokerRefusalException(sentence, failure))
            .orElse(failure));
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /** Returns what the brokers refuse, if they have done so lately and more than once. */
  Optional<String> cause() {
    int count = refusals.count();
    return count < 2
        ? Optional.empty()
        : Optional.of(
            "The brokers answer and refuse what the app needs ("
                + lastRefusal
                + "): retrying; after "
                + RefusalCount.LIMIT
                + " times within "
                + RefusalCount.WINDOW.toMinutes()
                + " minutes, now "
                + count
                + ", the app ends.");
  }
}
