package dev.newsdesk.trainer.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C, or a request to terminate, while a run lasts: the run is asked to stop, and the process
 * ends when it has saved.
 */
final class StopSignal implements BooleanSupplier, AutoCloseable {

  private final CountDownLatch saved = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean requested;

  /** Listens until it is closed; waits {@code patience} at most for the run to save. */
  StopSignal(Duration patience) {
    hook = new Thread(() -> stop(patience), "stop-signal");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stop(Duration patience) {
    requested = true;
    try {
      if (!saved.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println(
            "newsdesk: the run did not stop in time; it goes on from its last epoch.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean getAsBoolean() {
    return requested;
  }

  /** Says that the run has ended, saved or not. */
  @Override
  public void close() {
    saved.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process ends at this very moment; the hook finds nothing left to wait for.
      }
    }
  }
}
