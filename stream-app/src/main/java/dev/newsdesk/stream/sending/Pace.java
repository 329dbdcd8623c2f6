package dev.newsdesk.stream.sending;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Lets one through at a time, so many a second. Each has its moment counted from the first, so that
 * late wake-ups do not add up. For one thread.
 */
public final class Pace {

  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final double perSecond;
  private final LongSupplier nanoTime;
  private final LongConsumer pause;
  private long first;
  private long passed;

  /**
   * Makes a pace.
   *
   * @param perSecond how many a second; infinite for as many as come
   * @param nanoTime the time in nanoseconds
   * @param pause waits for so many nanoseconds, or less
   */
  public Pace(double perSecond, LongSupplier nanoTime, LongConsumer pause) {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("The rate must be above 0.");
    }
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    this.pause = pause;
  }

  /** Makes a pace by the machine's time. */
  public static Pace of(double perSecond) {
    return new Pace(perSecond, System::nanoTime, LockSupport::parkNanos);
  }

  /** Waits until it is the next one's moment, and lets it through. */
  public void await() {
    for (long left = left(); left > 0; left = left()) {
      pause.accept(left);
    }
    pass();
  }

  /** Returns in how many nanoseconds the next one's moment is; 0 or less when it has come. */
  public long left() {
    long now = nanoTime.getAsLong();
    // After a pause in the input nobody wants the rush that would make up for it.
    if (passed == 0 || now - due() > NANOS) {
      first = now;
      passed = 0;
    }
    return due() - now;
  }

  /** Lets one through without waiting. */
  public void pass() {
    passed++;
  }

  private long due() {
    return first + (long) (passed * NANOS / perSecond);
  }
}
