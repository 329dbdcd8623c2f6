package dev.newsdesk.benchmarks.pipeline.measurement;

import java.time.Duration;

/**
 * When each article of a steady stream is due, whatever became of those before it: latency counts
 * from here, so that a producer that falls behind does not hide what it waited for.
 *
 * @param perSecond articles a second
 * @param duration how long the stream lasts
 */
public record Pacing(double perSecond, Duration duration) {

  /**
   * Share of the stream that is left out, during which caches and compiled code settle: after a
   * minute of small requests the compiler still takes a fifth of the broker's processor time.
   */
  private static final double WARM_UP = 0.5;

  /** Refuses a stream without articles. */
  public Pacing {
    if (!(perSecond > 0) || Math.round(perSecond * seconds(duration)) < 1) {
      throw new IllegalArgumentException(
          perSecond + " articles/s for " + duration + " make no article.");
    }
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  /** Returns how many articles the stream has. */
  public int articles() {
    return Math.toIntExact(Math.round(perSecond * seconds(duration)));
  }

  /** Returns when an article is due, in nanoseconds after the stream's begin. */
  public long dueNanos(int number) {
    return Math.round(number * 1e9 / perSecond);
  }

  /** Tells whether an article is among those that are left out. */
  public boolean isWarmUp(int number) {
    return number < WARM_UP * articles();
  }
}
