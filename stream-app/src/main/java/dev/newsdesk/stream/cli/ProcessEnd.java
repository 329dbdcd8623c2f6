package dev.newsdesk.stream.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the process when closing what it runs takes too long. Thread-safe. */
final class ProcessEnd {

  private static final Logger LOG = LoggerFactory.getLogger(ProcessEnd.class);

  private final Duration limit;
  private final IntConsumer halt;
  private final AtomicBoolean begun = new AtomicBoolean();

  /** Never reached: waiting for it is a pause that ends with the process. */
  private final CountDownLatch never = new CountDownLatch(1);

  /**
   * Does nothing yet.
   *
   * @param limit how long the end may take
   * @param halt ends the process with an exit code, whatever still runs in it
   */
  ProcessEnd(Duration limit, IntConsumer halt) {
    this.limit = limit;
    this.halt = halt;
  }

  /**
   * Begins to count; calls after the first do nothing.
   *
   * @param exitCode of a process that has to be halted
   */
  void within(int exitCode) {
    if (begun.getAndSet(true)) {
      return;
    }
    Thread thread = new Thread(() -> haltLate(exitCode), "process-end");
    thread.setDaemon(true);
    thread.start();
  }

  private void haltLate(int exitCode) {
    try {
      var unused = never.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    LOG.atError()
        .addKeyValue("exitCode", exitCode)
        .log(
            "The process has not ended within {} s and is halted; nothing that was committed is"
                + " lost. Threads that still run: {}",
            limit.toSeconds(),
            running());
    halt.accept(exitCode);
  }

  private static String running() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon() && thread != Thread.currentThread())
        .map(Thread::getName)
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
