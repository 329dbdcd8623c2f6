package dev.newsdesk.classifier.prediction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Decides which texts share a padded batch, so that little compute goes into padding. */
public final class BatchPlan {

  private BatchPlan() {}

  /**
   * Sorts texts by length and cuts the row wherever the padded batch would outgrow a budget. Every
   * text is in exactly one batch; a text longer than the budget stands alone.
   *
   * @param lengths ids of each text, by its number
   * @param tokenBudget upper bound for a batch's rows × longest row
   * @return the batches, each the numbers of its texts
   */
  public static List<List<Integer>> byLength(List<Integer> lengths, int tokenBudget) {
    List<Integer> sorted =
        IntStream.range(0, lengths.size())
            .boxed()
            .sorted(Comparator.comparing(lengths::get))
            .toList();
    List<List<Integer>> batches = new ArrayList<>();
    int start = 0;
    for (int end = 1; end <= sorted.size(); end++) {
      boolean full =
          end == sorted.size()
              || (long) (end + 1 - start) * lengths.get(sorted.get(end)) > tokenBudget;
      if (full) {
        batches.add(sorted.subList(start, end));
        start = end;
      }
    }
    return batches;
  }
}
