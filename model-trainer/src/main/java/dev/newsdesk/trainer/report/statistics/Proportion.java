package dev.newsdesk.trainer.report.statistics;

/**
 * A share of some trials.
 *
 * @param value in [0, 1]
 * @param trials at least one
 */
public record Proportion(double value, int trials) {

  /** Returns the standard error that sampling alone gives it. */
  public double standardError() {
    return Math.sqrt(value * (1 - value) / trials);
  }
}
