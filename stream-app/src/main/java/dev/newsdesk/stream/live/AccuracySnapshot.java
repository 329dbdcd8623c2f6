package dev.newsdesk.stream.live;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How often the checkpoint was right, by the labels known so far.
 *
 * @param overall over all categories, since the checkpoint was first served
 * @param byCategory the same by true category; categories without a label are absent
 * @param confusions the confusion matrix, right answers included; cells that count nothing are
 *     absent
 * @param windows over time, the oldest first; windows without a label are absent
 */
public record AccuracySnapshot(
    Estimate overall,
    Map<String, Estimate> byCategory,
    List<Confusion> confusions,
    List<Window> windows) {

  /** Copies the collections. */
  public AccuracySnapshot {
    byCategory = Map.copyOf(byCategory);
    confusions = List.copyOf(confusions);
    windows = List.copyOf(windows);
  }

  /**
   * A share of right answers, with the interval that chance leaves around it.
   *
   * @param labelled classified articles whose label is known; at least 1
   * @param correct those whose category equals the label
   * @param accuracy correct divided by labelled
   * @param lowerBound lower end of the 95 % interval of the accuracy
   * @param upperBound upper end
   */
  public record Estimate(
      long labelled, long correct, double accuracy, double lowerBound, double upperBound) {}

  /**
   * A cell of the confusion matrix.
   *
   * @param labelled the true category
   * @param predicted the category that the checkpoint gave
   * @param articles how many
   */
  public record Confusion(String labelled, String predicted, long articles) {}

  /**
   * A stretch of time.
   *
   * @param start inclusive
   * @param end exclusive
   * @param estimate over it alone
   */
  public record Window(Instant start, Instant end, Estimate estimate) {}
}
