package dev.newsdesk.trainer.report.statistics;

import java.util.Map;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * The least-squares line of an error over the logarithm of the rows trained on.
 *
 * @param intercept the error that the line gives to a single row
 * @param perDoubling what the error changes by when the rows double
 * @param margin half the width of the 95 % confidence interval of that
 */
public record DoublingTrend(double intercept, double perDoubling, double margin) {

  /** Fewest points that leave anything to judge the line by. */
  public static final int MINIMUM_POINTS = 3;

  /**
   * Fits the line.
   *
   * @param errors the error by the rows trained on, {@link #MINIMUM_POINTS} at least
   * @throws IllegalArgumentException when there are fewer
   */
  public static DoublingTrend of(Map<Integer, Double> errors) {
    if (errors.size() < MINIMUM_POINTS) {
      throw new IllegalArgumentException(
          "A line through %s points says nothing of itself: give %s."
              .formatted(errors.size(), MINIMUM_POINTS));
    }
    SimpleRegression line = new SimpleRegression();
    errors.forEach((rows, error) -> line.addData(log2(rows), error));
    return new DoublingTrend(
        line.getIntercept(), line.getSlope(), line.getSlopeConfidenceInterval());
  }

  /** Returns the error that the line gives to some rows. */
  public double at(int rows) {
    return intercept + perDoubling * log2(rows);
  }

  /** Returns how many doublings lead from some rows to others. */
  public static double doublings(int from, int to) {
    return log2(to) - log2(from);
  }

  private static double log2(int rows) {
    return Math.log(rows) / Math.log(2);
  }
}
