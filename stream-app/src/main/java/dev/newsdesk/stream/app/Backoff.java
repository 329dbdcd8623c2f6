package dev.newsdesk.stream.app;

import java.time.Duration;

/**
 * The pause before an attempt that follows failures: it doubles with each failure, up to a bound.
 *
 * @param first after the first failure
 * @param most upper bound
 */
record Backoff(Duration first, Duration most) {

  /** Returns the pause after a number of consecutive failures, at least 1. */
  Duration after(int failures) {
    Duration pause = first;
    for (int i = 1; i < failures && pause.compareTo(most) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(most) < 0 ? pause : most;
  }
}
