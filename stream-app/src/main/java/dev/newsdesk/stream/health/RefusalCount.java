package dev.newsdesk.stream.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Counts how often in a row the brokers have answered and refused. What several threads meet within
 * a few seconds is one refusal. Thread-safe.
 */
public final class RefusalCount {

  /** Refusals that end the app. */
  public static final int LIMIT = 6;

  /** Time within which they count. */
  public static final Duration WINDOW = Duration.ofMinutes(2);

  private static final Duration TOGETHER = Duration.ofSeconds(5);
  private static final int LONGEST_PAUSE_SECONDS = 16;

  private final Clock clock;
  private final Deque<Instant> refusals = new ArrayDeque<>();

  /** Has met none yet. */
  public RefusalCount(Clock clock) {
    this.clock = clock;
  }

  /** Takes note of one, and returns whether it is one too many. */
  public synchronized boolean isTooMany() {
    Instant now = clock.instant();
    forget(now);
    if (refusals.isEmpty() || !refusals.getLast().plus(TOGETHER).isAfter(now)) {
      refusals.add(now);
    }
    return refusals.size() >= LIMIT;
  }

  /** Forgets all: brokers that were away say nothing of whether they refuse. */
  public synchronized void forgetAll() {
    refusals.clear();
  }

  /** Returns how many refusals count now. */
  public synchronized int count() {
    forget(clock.instant());
    return refusals.size();
  }

  /** Returns how long to wait before the next try. */
  public synchronized Duration pause() {
    return Duration.ofSeconds(Math.min(1L << refusals.size(), LONGEST_PAUSE_SECONDS));
  }

  private void forget(Instant now) {
    while (!refusals.isEmpty() && refusals.getFirst().plus(WINDOW).isBefore(now)) {
      refusals.removeFirst();
    }
  }
}
