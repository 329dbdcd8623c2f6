package dev.newsdesk.stream.cli;

import java.io.PrintWriter;
import java.time.Duration;

/** Ctrl-C, or a request to terminate, while a command lasts. */
public final class StopSignal implements AutoCloseable {

  private final Thread hook;

  /**
   * Listens until it is closed.
   *
   * @param reaction what is done before the process ends
   * @param patience how long the process waits for it: brokers that are gone must not keep it
   */
  public StopSignal(Runnable reaction, Duration patience, PrintWriter err) {
    hook = new Thread(() -> stop(reaction, patience, err), "stop-signal");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static void stop(Runnable reaction, Duration patience, PrintWriter err) {
    Thread reacting = new Thread(reaction, "stopping");
    reacting.setDaemon(true);
    reacting.start();
    try {
      reacting.join(patience.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (reacting.isAlive()) {
      err.println(
          "newsdesk: Kafka does not answer, so what came last may be missing: check that it runs.");
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process ends at this very moment; the hook finds nothing left to wait for.
    }
  }
}
