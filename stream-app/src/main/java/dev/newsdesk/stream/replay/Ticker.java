package dev.newsdesk.stream.replay;

import java.util.concurrent.locks.LockSupport;

/** The time as it passes. Thread-safe. */
public interface Ticker {

  /** The machine's. */
  Ticker SYSTEM =
      new Ticker() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void pause(long nanos) {
          LockSupport.parkNanos(nanos);
        }
      };

  /** Returns the time in nanoseconds since some moment. */
  long nanos();

  /** Waits for so many nanoseconds, or less. */
  void pause(long nanos);
}
