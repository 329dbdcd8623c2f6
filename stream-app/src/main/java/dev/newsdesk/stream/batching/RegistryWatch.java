package dev.newsdesk.stream.batching;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows whether batches wait for the schema registry, and how to wait. Thread-safe. */
public final class RegistryWatch {

  private static final Logger LOG = LoggerFactory.getLogger(RegistryWatch.class);

  private final Consumer<Duration> pauses;
  private final IdentityHashMap<Object, String> waiting = new IdentityHashMap<>();

  /** Waits with the given function between two attempts. */
  public RegistryWatch(Consumer<Duration> pauses) {
    this.pauses = pauses;
  }

  /** Returns in one sentence why batches wait, if some do. */
  public synchronized Optional<String> cause() {
    return waiting.values().stream().findFirst();
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
  }

  /** A processor has been answered. */
  public synchronized void answers(Object processor) {
    if (waiting.remove(processor) != null && waiting.isEmpty()) {
      LOG.atInfo().log("The schema registry answers again");
    }
  }

  /** A processor has gone, and waits no longer. */
  synchronized void gone(Object processor) {
    waiting.remove(processor);
  }
}
