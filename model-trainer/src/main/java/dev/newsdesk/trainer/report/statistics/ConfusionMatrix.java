package dev.newsdesk.trainer.report.statistics;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How often each class was taken for each.
 *
 * @param counts rows by true class, then by the class given
 */
public record ConfusionMatrix(List<List<Integer>> counts) {

  /** Copies the counts. */
  public ConfusionMatrix {
    counts = counts.stream().map(List::copyOf).toList();
  }

  /**
   * Counts answers, one digit a row; a row with anything else was rejected.
   *
   * @throws IllegalArgumentException when there are not as many answers as true classes
   */
  public static ConfusionMatrix of(String truth, String answers, int classes) {
    if (truth.length() != answers.length()) {
      throw new IllegalArgumentException(
          "The answers are of %s rows, and the true classes of %s: record them again."
              .formatted(answers.length(), truth.length()));
    }
    int[][] counts = new int[classes][classes];
    for (int row = 0; row < truth.length(); row++) {
      int answer = index(answers, row);
      if (answer >= 0) {
        counts[index(truth, row)][answer]++;
      }
    }
    return new ConfusionMatrix(
        IntStream.range(0, classes)
            .mapToObj(label -> IntStream.of(counts[label]).boxed().toList())
            .toList());
  }

  /** Returns the share of the rows given this class that are of it; 0 when none was given it. */
  public double precision(int label) {
    int given = counts.stream().mapToInt(row -> row.get(label)).sum();
    return given == 0 ? 0 : (double) right(label) / given;
  }

  /** Returns the share of the rows of this class that were given it; 0 when there are none. */
  public double recall(int label) {
    int rows = counts.get(label).stream().mapToInt(Integer::intValue).sum();
    return rows == 0 ? 0 : (double) right(label) / rows;
  }

  /** Returns the harmonic mean of precision and recall. */
  public double f1(int label) {
    double sum = precision(label) + recall(label);
    return sum == 0 ? 0 : 2 * precision(label) * recall(label) / sum;
  }

  /** Returns the mean of the classes' F1. */
  public double macroF1() {
    return IntStream.range(0, counts.size()).mapToDouble(this::f1).average().orElse(0);
  }

  private int right(int label) {
    return counts.get(label).get(label);
  }

  private static int index(String digits, int row) {
    return Character.digit(digits.charAt(row), Character.MAX_RADIX);
  }
}
