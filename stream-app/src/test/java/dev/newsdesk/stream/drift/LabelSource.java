package dev.newsdesk.stream.drift;

import java.util.SplittableRandom;

/** Draws labelled articles of a checkpoint with known recalls; one draw is one table look-up. */
final class LabelSource {

  /** The published checkpoint on AG News' test set, 1,900 rows a category. */
  static final int ROWS = 1_900;

  private static final int[] RIGHT = {1_686, 1_859, 1_682, 1_702};
  private static final int TABLE_BITS = 16;

  private final SplittableRandom random;
  private final byte[] cells = new byte[1 << TABLE_BITS];

  LabelSource(SplittableRandom random, double[] mix, double[] recalls) {
    this.random = random;
    set(mix, recalls);
  }

  static Recalls published() {
    Recalls recalls = new Recalls(RIGHT.length);
    for (int c = 0; c < RIGHT.length; c++) {
      recalls.add(c, ROWS, RIGHT[c]);
    }
    return recalls;
  }

  static double[] publishedRecalls() {
    double[] recalls = new double[RIGHT.length];
    for (int c = 0; c < RIGHT.length; c++) {
      recalls[c] = (double) RIGHT[c] / ROWS;
    }
    return recalls;
  }

  /** Draws true recalls of which the published ones may be an estimate. */
  static double[] trueRecalls(SplittableRandom random) {
    double[] recalls = publishedRecalls();
    for (int c = 0; c < recalls.length; c++) {
      int right = 0;
      for (int row = 0; row < ROWS; row++) {
        right += random.nextDouble() < recalls[c] ? 1 : 0;
      }
      recalls[c] = (double) right / ROWS;
    }
    return recalls;
  }

  /** Returns recalls that are all lower by so much. */
  static double[] lowered(double[] recalls, double drop) {
    double[] lower = recalls.clone();
    for (int c = 0; c < lower.length; c++) {
      lower[c] -= drop;
    }
    return lower;
  }

  /** Changes mix and recalls from now on. */
  void set(double[] mix, double[] recalls) {
    double sum = 0;
    int next = 0;
    for (int c = 0; c < mix.length; c++) {
      sum += mix[c] * recalls[c];
      next = fill(next, sum, (byte) (2 * c));
      sum += mix[c] * (1 - recalls[c]);
      next = fill(next, sum, (byte) (2 * c + 1));
    }
  }

  private int fill(int from, double share, byte cell) {
    int end = (int) Math.round(Math.min(1, share) * cells.length);
    for (int i = from; i < end; i++) {
      cells[i] = cell;
    }
    return end;
  }

  /** Fills a batch with so many labels. */
  void draw(Recalls batch, int labels) {
    batch.clear();
    for (int i = 0; i < labels; i++) {
      int cell = cells[random.nextInt() >>> (Integer.SIZE - TABLE_BITS)];
      batch.add(cell >> 1, 1, 1 - (cell & 1));
    }
  }
}
