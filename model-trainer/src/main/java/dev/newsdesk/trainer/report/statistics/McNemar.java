package dev.newsdesk.trainer.report.statistics;

import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * McNemar's exact test of whether one network is right more often than another on the same rows.
 * Rows that both get right or both get wrong say nothing of that.
 *
 * @param onlyBefore rows that only the first network gets right
 * @param onlyAfter rows that only the second network gets right
 */
public record McNemar(int onlyBefore, int onlyAfter) {

  /**
   * Compares answers, one digit a row.
   *
   * @throws IllegalArgumentException when the rows are not equally many
   */
  public static McNemar of(String truth, String before, String after) {
    if (before.length() != truth.length() || after.length() != truth.length()) {
      throw new IllegalArgumentException(
          "The answers are of %s and %s rows, and the true classes of %s: record them again."
              .formatted(before.length(), after.length(), truth.length()));
    }
    int onlyBefore = 0;
    int onlyAfter = 0;
    for (int row = 0; row < truth.length(); row++) {
      boolean rightBefore = before.charAt(row) == truth.charAt(row);
      boolean rightAfter = after.charAt(row) == truth.charAt(row);
      onlyBefore += rightBefore && !rightAfter ? 1 : 0;
      onlyAfter += rightAfter && !rightBefore ? 1 : 0;
    }
    return new McNemar(onlyBefore, onlyAfter);
  }

  /**
   * Returns the two-sided probability of counts at least as uneven, were both networks equally
   * often right.
   */
  public double pValue() {
    int discordant = onlyBefore + onlyAfter;
    // No random generator: nothing is drawn from it.
    BinomialDistribution even = new BinomialDistribution(null, discordant, 0.5);
    return Math.min(1, 2 * even.cumulativeProbability(Math.min(onlyBefore, onlyAfter)));
  }
}
