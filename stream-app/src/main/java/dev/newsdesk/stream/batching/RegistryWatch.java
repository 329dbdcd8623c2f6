package dev.newsdesk.stream.batching;

import dev.newsdesk.stream.classification.RegistryUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the schema registry, and knows whether somebody does. Thread-safe. */
public final class RegistryWatch {

  /** How long a stream thread waits before its tasks start afresh. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Time between two attempts. */
  static final Duration PAUSE = Duration.ofMillis(200);

  private static final Logger LOG = LoggerFactory.getLogger(RegistryWatch.class);

  private final Consumer<Duration> pauses;
  private final IdentityHashMap<Object, String> waiting = new IdentityHashMap<>();

  /** Waits with the given function between two attempts. */
  public RegistryWatch(Consumer<Duration> pauses) {
    this.pauses = pauses;
  }

  /** Returns in one sentence why somebody waits, if somebody does. */
  public synchronized Optional<String> cause() {
    return waiting.values().stream().findFirst();
  }

  /**
   * Tries once, and returns nothing when the registry is away.
   *
   * @param processor on whose behalf
   * @param attempt fails with a {@link RegistryUnavailableException} when the registry is away
   */
  public <T> Optional<T> once(Object processor, Supplier<T> attempt) {
    T result;
    try {
      result = attempt.get();
    } catch (RegistryUnavailableException e) {
      away(processor, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
    answers(processor);
    return Optional.of(result);
  }

  /**
   * Tries until the registry answers, and gives up the transaction when it has been away for {@link
   * #PATIENCE}: the thread's tasks start afresh from their last commit, as often as it takes, and
   * nothing is skipped.
   *
   * @param processor on whose behalf
   * @param attempt fails with a {@link RegistryUnavailableException} when the registry is away
   */
  public <T> T patiently(Object processor, Clock clock, Supplier<T> attempt) {
    Instant until = clock.instant().plus(PATIENCE);
    while (true) {
      Optional<T> result = once(processor, attempt);
      if (result.isPresent()) {
        return result.get();
      }
      if (clock.instant().isAfter(until)) {
        // On this one Kafka Streams gives up the transaction, and all tasks of the thread start
        // afresh from their last commit. TaskCorruptedException would commit the other tasks, and
        // with them what has left from this one; any other stops the app.
        throw new TaskMigratedException("The schema registry has been away for " + PATIENCE);
      }
      pauses.accept(PAUSE);
    }
  }

  private synchronized void away(Object processor, String sentence) {
    if (waiting.isEmpty()) {
      LOG.atWarn().log(sentence);
    }
    waiting.put(processor, sentence);
  }

  private synchronized void answers(Object processor) {
    if (waiting.remove(processor) != null && waiting.isEmpty()) {
      LOG.atInfo().log("The schema registry answers again");
    }
  }

  /** A processor has gone, and waits no longer. */
  public synchronized void gone(Object processor) {
    waiting.remove(processor);
  }
}
