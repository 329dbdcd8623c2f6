package dev.newsdesk.stream.replay;

import java.time.Duration;

/**
 * How articles and labels are sent, and how long their return is waited for.
 *
 * @param rate articles a second; infinite for as fast as they are taken
 * @param labels when an article's label is sent
 * @param labelDelay how long after its article
 * @param labelRepeats how often each label is sent
 * @param patience how long nothing may be sent or come back before what is missing counts as lost
 */
public record ReplayPlan(
    double rate, LabelOrder labels, Duration labelDelay, int labelRepeats, Duration patience) {

  private static final Duration LONGEST = Duration.ofDays(365);

  /** Refuses what cannot be kept. */
  public ReplayPlan {
    require(rate > 0, "The rate must be above 0 articles a second.");
    require(isBounded(labelDelay), "The labels' delay must be from 0 s to 365 days.");
    require(
        labelDelay.isZero() || labels == LabelOrder.AFTER,
        "Only labels that come after their articles can be delayed.");
    require(labelRepeats >= 1, "Each label must be sent once or more: for none, send no labels.");
    require(isBounded(patience), "The patience must be from 0 s to 365 days.");
  }

  /** Far from where nanoseconds overflow. */
  private static boolean isBounded(Duration duration) {
    return !duration.isNegative() && duration.compareTo(LONGEST) <= 0;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
