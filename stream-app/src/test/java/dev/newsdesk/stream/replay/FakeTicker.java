package dev.newsdesk.stream.replay;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A time that passes only while somebody waits. */
final class FakeTicker implements Ticker {

  private final AtomicLong now = new AtomicLong(-5_000_000_000L);

  @Override
  public long nanos() {
    return now.get();
  }

  @Override
  public void pause(long nanos) {
    now.addAndGet(nanos);
  }

  void advance(Duration duration) {
    now.addAndGet(duration.toNanos());
  }
}
