package dev.newsdesk.trainer.data;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How long some texts are, in words or in characters.
 *
 * @param binWidth lengths that one bin holds; bin {@code i} begins at {@code i * binWidth}
 * @param counts texts in each bin, up to the bin with the longest
 * @param mean mean length
 * @param median smallest length that at least half of the texts do not exceed
 * @param percentile95 smallest length that at least 95 % of the texts do not exceed
 * @param maximum longest length
 */
public record LengthDistribution(
    int binWidth, List<Integer> counts, double mean, int median, int percentile95, int maximum) {

  /** Copies the counts. */
  public LengthDistribution {
    counts = List.copyOf(counts);
  }

  /**
   * Counts lengths.
   *
   * @param lengths at least one
   */
  public static LengthDistribution of(List<Integer> lengths, int binWidth) {
    List<Integer> sorted = lengths.stream().sorted().toList();
    int maximum = sorted.get(sorted.size() - 1);
    int[] counts = new int[maximum / binWidth + 1];
    sorted.forEach(length -> counts[length / binWidth]++);
    return new LengthDistribution(
        binWidth,
        IntStream.of(counts).boxed().toList(),
        sorted.stream().mapToInt(Integer::intValue).average().orElse(0),
        percentile(sorted, 50),
        percentile(sorted, 95),
        maximum);
  }

  private static int percentile(List<Integer> sorted, int percent) {
    int rank = (sorted.size() * percent + 99) / 100;
    return sorted.get(rank - 1);
  }
}
