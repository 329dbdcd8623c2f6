package dev.newsdesk.trainer.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.math3.random.MersenneTwister;

/**
 * The rows that the notebook evaluates on: NumPy's {@code np.random.seed(42);
 * np.random.choice(np.arange(7600), 5000)}, repeats included.
 */
public final class EvaluationSample {

  /** Rows in the sample. */
  public static final int SIZE = 5_000;

  private static final int SEED = 42;

  private EvaluationSample() {}

  /**
   * Draws the sample from rows.
   *
   * @param rows the test rows, at least one
   */
  public static <T> List<T> of(List<T> rows) {
    return indices(rows.size(), SIZE).stream().map(rows::get).toList();
  }

  /**
   * Returns how many rows drawn without repeats would tell an accuracy as exactly as the sample
   * does: n² / Σ k², where k counts how often each row is in it.
   *
   * @param bound rows to draw from
   */
  public static int effectiveSize(int bound) {
    double squares =
        indices(bound, SIZE).stream()
            .collect(Collectors.groupingBy(index -> index, Collectors.counting()))
            .values()
            .stream()
            .mapToDouble(times -> (double) times * times)
            .sum();
    return (int) Math.round((double) SIZE * SIZE / squares);
  }

  /**
   * Draws indices as NumPy's legacy generator does: the Mersenne Twister's 32-bit outputs under the
   * smallest bit mask that covers the range, those beyond the range thrown away.
   *
   * @param bound one more than the largest index
   * @param size how many to draw
   */
  static List<Integer> indices(int bound, int size) {
    MersenneTwister twister = new MersenneTwister(SEED);
    int mask = bound == 1 ? 0 : -1 >>> Integer.numberOfLeadingZeros(bound - 1);
    List<Integer> indices = new ArrayList<>(size);
    while (indices.size() < size) {
      int index = twister.nextInt() & mask;
      if (index < bound) {
        indices.add(index);
      }
    }
    return indices;
  }
}
