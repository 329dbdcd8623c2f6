package dev.newsdesk.stream.intake;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Time between two attempts: doubled each time up to a bound, with jitter, so that instances that
 * began together do not stay together.
 *
 * @param first after the first attempt
 * @param longest upper bound
 * @param random numbers from 0 to 1
 */
record Backoff(Duration first, Duration longest, DoubleSupplier random) {

  private static final int MOST_DOUBLINGS = 20;

  /** Returns how long to wait after so many attempts without success, at least 1. */
  Duration after(int attempts) {
    long doubled = first.toMillis() << Math.min(MOST_DOUBLINGS, attempts - 1);
    double part = 0.5 + random.getAsDouble() / 2;
    return Duration.ofMillis(Math.round(Math.min(doubled, longest.toMillis()) * part));
  }
}
