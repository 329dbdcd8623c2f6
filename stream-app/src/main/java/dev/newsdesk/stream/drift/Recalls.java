package dev.newsdesk.stream.drift;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Labelled articles and right predictions by true category, in the order of the checkpoint's
 * labels: a sample, whose recalls are estimates. Not thread-safe.
 */
public final class Recalls {

  private static final double ROWS_OF_UNKNOWN_RECALL = 100;

  private final double[] labelled;
  private final double[] right;
  private double total;

  /** Creates an empty sample. */
  public Recalls(int categories) {
    labelled = new double[categories];
    right = new double[categories];
  }

  /**
   * Returns what stands for a test of which only the overall accuracy is known: few rows a
   * category, which the feed soon outweighs, because recalls differ by several points between
   * categories.
   *
   * @param accuracy share of right predictions, over all categories
   * @param testRows rows of the test; 0 where there was none
   */
  public static Recalls ofOverall(int categories, double accuracy, int testRows) {
    Recalls recalls = new Recalls(categories);
    double rows = Math.min(ROWS_OF_UNKNOWN_RECALL, (double) testRows / categories);
    for (int c = 0; c < categories; c++) {
      recalls.add(c, rows, rows * accuracy);
    }
    return recalls;
  }

  /** Adds articles of one true category; fractions are allowed. */
  public void add(int category, double articles, double rightOnes) {
    labelled[category] += articles;
    right[category] += rightOnes;
    total += articles;
  }

  void addAll(Recalls other) {
    for (int c = 0; c < labelled.length; c++) {
      add(c, other.labelled[c], other.right[c]);
    }
  }

  void clear() {
    for (int c = 0; c < labelled.length; c++) {
      labelled[c] = 0;
      right[c] = 0;
    }
    total = 0;
  }

  void decay(double factor) {
    for (int c = 0; c < labelled.length; c++) {
      labelled[c] *= factor;
      right[c] *= factor;
    }
    total *= factor;
  }

  int categories() {
    return labelled.length;
  }

  double labelled(int category) {
    return labelled[category];
  }

  double right(int category) {
    return right[category];
  }

  double wrong(int category) {
    return labelled[category] - right[category];
  }

  double total() {
    return total;
  }

  double right() {
    double all = 0;
    for (double articles : right) {
      all += articles;
    }
    return all;
  }

  void writeTo(DataOutput out) throws IOException {
    for (int c = 0; c < labelled.length; c++) {
      out.writeDouble(labelled[c]);
      out.writeDouble(right[c]);
    }
  }

  void readFrom(DataInput in) throws IOException {
    clear();
    for (int c = 0; c < labelled.length; c++) {
      add(c, in.readDouble(), in.readDouble());
    }
  }
}
