package dev.newsdesk.stream.replay;

import java.time.Duration;
import java.util.function.Function;

/** What the app counts between two moments; for one run. */
public final class AppAccuracy {

  private static final Duration POLL = Duration.ofMillis(200);

  private final Function<Duration, Counted> counts;
  private final Ticker ticker;
  private final Counted before;

  /**
   * Begins to count.
   *
   * @param counts returns the latest count of the app, waiting for a newer one no longer than it is
   *     told
   */
  public AppAccuracy(Function<Duration, Counted> counts, Ticker ticker) {
    this.counts = counts;
    this.ticker = ticker;
    before = counts.apply(Duration.ZERO);
  }

  /**
   * Returns what the app has counted since, once it is as many as expected, or after a while.
   *
   * @param labelled how many are expected
   * @param patience how long to wait for the last of them
   */
  public Counted await(long labelled, Duration patience) {
    long end = ticker.nanos() + patience.toNanos();
    Counted counted = counts.apply(Duration.ZERO).since(before);
    while (counted.labelled() < labelled && ticker.nanos() < end) {
      counted = counts.apply(POLL).since(before);
    }
    return counted;
  }
}
