package dev.newsdesk.classifier.text;

import java.util.Arrays;
import java.util.List;

/**
 * Texts of a batch, padded on the right to one length: the notebook's {@code collate_fn}. The
 * arrays are not copied; whoever holds one leaves it unchanged.
 */
public final class PaddedBatch {

  private final int[] ids;
  private final int[] lengths;
  private final int time;

  private PaddedBatch(int[] ids, int[] lengths, int time) {
    this.ids = ids;
    this.lengths = lengths;
    this.time = time;
  }

  /**
   * Pads encoded texts with {@link Vocabulary#PADDING} to {@code min(longest, maxLength)} and cuts
   * longer ones there.
   *
   * @param texts at least one row of ids, none empty
   * @throws ArithmeticException when they make more ids than an array holds
   */
  public static PaddedBatch collate(List<int[]> texts, int maxLength) {
    int longest = texts.stream().mapToInt(text -> text.length).max().orElse(0);
    if (longest == 0) {
      throw new IllegalArgumentException("A batch needs at least one text with at least one id.");
    }
    int time = Math.min(longest, maxLength);
    int[] ids = new int[Math.multiplyExact(texts.size(), time)];
    Arrays.fill(ids, Vocabulary.PADDING);
    int[] lengths = new int[texts.size()];
    for (int row = 0; row < lengths.length; row++) {
      int[] text = texts.get(row);
      lengths[row] = Math.min(text.length, time);
      System.arraycopy(text, 0, ids, row * time, lengths[row]);
    }
    return new PaddedBatch(ids, lengths, time);
  }

  /** Returns the ids {@code [batch, time]}, row by row. */
  public int[] ids() {
    return ids;
  }

  /** Returns the ids {@code [rows, to - from]} of the first rows in some columns, row by row. */
  public int[] ids(int rows, int from, int to) {
    if (rows == size() && from == 0 && to == time) {
      return ids;
    }
    int steps = to - from;
    int[] some = new int[rows * steps];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(ids, row * time + from, some, row * steps, steps);
    }
    return some;
  }

  /** Returns how many ids of each row are not padding, {@code [batch]}. */
  public int[] lengths() {
    return lengths;
  }

  /** Returns the number of rows. */
  public int size() {
    return lengths.length;
  }

  /** Returns the number of columns. */
  public int time() {
    return time;
  }
}
