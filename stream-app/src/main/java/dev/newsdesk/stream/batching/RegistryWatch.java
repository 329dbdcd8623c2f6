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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows whether batches wait for the schema registry, and how to wait. Thread-safe. */
public final class RegistryWatch {

  private static final Logger LOG = LoggerFactory.getLogger(RegistryWatch.class);

  private final Consumer<Duration> pauses;
  private final IdentityHashMap<Object, String> waiting = new IdentityHashMap<>();

  /** Spares the lock where none is waiting, which is nearly always. */
  private volatile boolean someWait;

  /** Waits with the given function between two attempts. */
  public RegistryWatch(Consumer<Duration> pauses) {
    this.pauses = pauses;
  }

  /** Returns in one sentence why batches wait, if some do. */
  public synchronized Optional<String> cause() {
    return waiting.values().stream().findFirst();
  }

  /**
   * Tries until the registry answers, and gives up the transaction when it has been away for {@link
   * NewsTopology#REGISTRY_PATIENCE}: the thread's tasks start afresh from their last commit, as
   * often as it takes, and nothing is skipped.
   *
   * @param processor on whose behalf
   * @param attempt fails with a {@link RegistryUnavailableException} when the registry is away
   */
  public <T> T patiently(Object processor, Clock clock, Supplier<T> attempt) {
    @Nullable Instant until = null;
    while (true) {
      try {
        T result = attempt.get();
        if (someWait) {
          answers(processor);
        }
        return result;
      } catch (RegistryUnavailableException e) {
        away(processor, String.valueOf(e.getMessage()));
        Instant now = clock.instant();
        if (until == null) {
          until = now.plus(NewsTopology.REGISTRY_PATIENCE);
        } else if (now.isAfter(until)) {
          throw new TaskMigratedException(
              "The schema registry has been away for " + NewsTopology.REGISTRY_PATIENCE);
        }
        pause(BatchingProcessor.PAUSE);
      }
    }
  }

  /** Lets time pass between two attempts. */
  void pause(Duration duration) {
    pauses.accept(duration);
  }

  /** A processor has tried in vain. */
  public synchronized void away(Object processor, String sentence) {
    if (waiting.isEmpty()) {
      LOG.atWarn().log(sentence);
    }
    waiting.put(processor, sentence);
    someWait = true;
  }

  /** A processor has been answered. */
  public synchronized void answers(Object processor) {
    if (waiting.remove(processor) != null && waiting.isEmpty()) {
      someWait = false;
      LOG.atInfo().log("The schema registry answers again");
    }
  }

  /** A processor has gone, and waits no longer. */
  public synchronized void gone(Object processor) {
    waiting.remove(processor);
    someWait = !waiting.isEmpty();
  }
}
