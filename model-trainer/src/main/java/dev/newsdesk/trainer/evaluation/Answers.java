package dev.newsdesk.trainer.evaluation;

import dev.newsdesk.classifier.checkpoint.CheckpointManifest.CategoryAccuracy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a network says of each of some rows.
 *
 * @param evaluation how right it is on all of them
 * @param classes the most probable class of each row, in order, one digit a row, or {@link
 *     #REJECTED}
 */
public record Answers(Evaluation evaluation, String classes) {

  /** Stands for a row without words, which nobody asks a network about. */
  public static final char REJECTED = '-';

  /** Returns the digit of a class, counted from 0. */
  public static char digit(int index) {
    return Character.forDigit(index, Character.MAX_RADIX);
  }

  /**
   * Counts the answers by true category, rejected rows left out; one that no row has is absent.
   *
   * @param rows the rows that were asked, in order
   */
  public Map<String, CategoryAccuracy> byCategory(List<Example> rows, List<String> categories) {
    int[] asked = new int[categories.size()];
    int[] right = new int[categories.size()];
    for (int row = 0; row < rows.size(); row++) {
      int truth = rows.get(row).label();
      asked[truth] += classes.charAt(row) == REJECTED ? 0 : 1;
      right[truth] += classes.charAt(row) == digit(truth) ? 1 : 0;
    }
    Map<String, CategoryAccuracy> counts = new HashMap<>();
    for (int c = 0; c < asked.length; c++) {
      if (asked[c] > 0) {
        counts.put(categories.get(c), new CategoryAccuracy(asked[c], right[c]));
      }
    }
    return counts;
  }
}
