package dev.newsdesk.stream.health;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Pauses of stream threads before they are replaced; closing it ends them. Thread-safe. */
public final class BackOff implements Consumer<Duration>, AutoCloseable {

  private final CountDownLatch closed = new CountDownLatch(1);

  @Override
  public void accept(Duration pause) {
    try {
      var unused = closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
