package dev.newsdesk.stream.health;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs all watches of a process on a few daemon threads with one admin client. Thread-safe. */
public final class Watches implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Watches.class);

  /** One look that waits for its time-out must not delay the others. */
  private static final int THREADS = 4;

  private final Supplier<Admin> admins;
  private final ScheduledExecutorService threads;
  private @Nullable Admin admin;

  /** Makes the admin client at the first look. */
  public Watches(Supplier<Admin> admins) {
    this.admins = admins;
    this.threads =
        Executors.newScheduledThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "newsdesk-watch");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Looks now, and again a period after each look has ended.
   *
   * @param name of what is looked at, for the log
   */
  public void every(Duration period, String name, Watch watch) {
    AtomicBoolean failing = new AtomicBoolean();
    var unused =
        threads.scheduleWithFixedDelay(
            () -> look(name, watch, failing), 0, period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look(String name, Watch watch, AtomicBoolean failing) {
    try {
      watch.look(admin());
      failing.set(false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      // An exception that left this method would end the schedule.
      if (!failing.getAndSet(true) && !threads.isShutdown()) {
        LOG.atWarn().addKeyValue("watch", name).setCause(e).log("Look failed: retrying");
      }
    }
  }

  private synchronized Admin admin() {
    if (admin == null) {
      admin = admins.get();
    }
    return admin;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    synchronized (this) {
      if (admin != null) {
        // Without a limit it would wait for brokers that are away.
        admin.close(Duration.ZERO);
      }
    }
  }
}
