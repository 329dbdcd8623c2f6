package dev.newsdesk.classifier.prediction;

import dev.newsdesk.classifier.network.BatchForm;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Decides which texts share a padded batch.
 *
 * @param order how texts are put side by side
 * @param tokenBudget upper bound for what the network takes at once, padding included: a slice, or
 *     a batch that is taken whole; a text of those that is longer stands alone. Sorted batches of
 *     {@link BatchForm#PACKED} have at most a tenth of it in rows
 */
public record BatchPlan(Order order, int tokenBudget) {

  /** By length, under the budget that a processor core is fastest with. */
  public static final BatchPlan DEFAULT = new BatchPlan(Order.LENGTH, 2_560);

  /**
   * What a time step costs beside its rows, in rows. A GRU of 256 units on one core takes 165 µs a
   * step plus 14 µs for each row.
   */
  static final int STEP_OVERHEAD_ROWS = 12;

  /** More rows gain nothing, and looking for the cheapest cuts among them takes its time. */
  private static final int MAX_ROWS = 1_024;

  /** Steps of a whole slice under the budget, so that a batch has no more rows than leave room. */
  private static final int STEPS_AT_ONCE = 10;

  /** How texts are put side by side. */
  public enum Order {
    /** Like with like, so that little compute goes into padding. */
    LENGTH,
    /** As they came, as many as the budget takes: what batches are like that nobody sorts. */
    ARRIVAL
  }

  /** Refuses a budget that no text could keep. */
  public BatchPlan {
    if (tokenBudget < 1) {
      throw new IllegalArgumentException(
          "tokenBudget is " + tokenBudget + "; it must be at least 1.");
    }
  }

  /**
   * Decides which texts share a batch, and how the network takes it. Every text is in exactly one.
   *
   * @param lengths ids of each text, by its number
   * @param form how the network takes a batch
   */
  public List<PlannedBatch> plan(List<Integer> lengths, BatchForm form) {
    List<List<Integer>> batches =
        form == BatchForm.WHOLE || order == Order.ARRIVAL
            ? batches(lengths)
            : longestFirst(lengths);
    return batches.stream().map(texts -> planned(texts, lengths, form)).toList();
  }

  /** Cuts texts, longest first, into equal shares. */
  private List<List<Integer>> longestFirst(List<Integer> lengths) {
    List<Integer> longestFirst =
        IntStream.range(0, lengths.size())
            .boxed()
            .sorted(Comparator.comparing(lengths::get, Comparator.reverseOrder()))
            .toList();
    int mostRows = Math.min(MAX_ROWS, Math.max(1, tokenBudget / STEPS_AT_ONCE));
    int count = (lengths.size() + mostRows - 1) / mostRows;
    return IntStream.range(0, count)
        .<List<Integer>>mapToObj(
            part ->
                longestFirst.subList(
                    share(lengths.size(), part, count), share(lengths.size(), part + 1, count)))
        .toList();
  }

  private PlannedBatch planned(List<Integer> texts, List<Integer> lengths, BatchForm form) {
    List<Integer> ofTexts = texts.stream().map(lengths::get).toList();
    if (form == BatchForm.SLICED && order == Order.LENGTH) {
      return new PlannedBatch(texts, TimeSlices.cheapest(ofTexts, tokenBudget));
    }
    int longest = ofTexts.stream().mapToInt(Integer::intValue).max().orElse(0);
    List<TimeSlice> whole = List.of(new TimeSlice(texts.size(), 0, longest));
    return form == BatchForm.PACKED
        ? new PlannedBatch(texts, whole, ofTexts.stream().mapToLong(Integer::longValue).sum())
        : new PlannedBatch(texts, whole);
  }

  /** Returns how many the first of some equal parts have together. */
  static int share(int all, int parts, int ofParts) {
    return (int) ((long) all * parts / ofParts);
  }

  /**
   * Cuts texts, in the plan's order, into batches that keep the budget; those sorted by length into
   * the ones that cost least of all. Every text is in exactly one batch.
   *
   * @param lengths ids of each text, by its number
   * @return the batches, each the numbers of its texts
   */
  public List<List<Integer>> batches(List<Integer> lengths) {
    List<Integer> arrival = IntStream.range(0, lengths.size()).boxed().toList();
    return switch (order) {
      case ARRIVAL -> cut(arrival, fullestStarts(lengths));
      case LENGTH -> {
        List<Integer> sorted = arrival.stream().sorted(Comparator.comparing(lengths::get)).toList();
        yield cut(sorted, cheapestStarts(sorted.stream().mapToInt(lengths::get).toArray()));
      }
    };
  }

  /** Cuts a row where each end's start is. */
  private static List<List<Integer>> cut(List<Integer> row, int[] starts) {
    Deque<List<Integer>> batches = new ArrayDeque<>();
    for (int end = row.size(); end > 0; end = starts[end]) {
      batches.addFirst(row.subList(starts[end], end));
    }
    return new ArrayList<>(batches);
  }

  /** For each end of a batch the start that the batch before it leaves. */
  private int[] fullestStarts(List<Integer> lengths) {
    int[] starts = new int[lengths.size() + 1];
    int start = 0;
    int longest = 0;
    for (int end = 1; end <= lengths.size(); end++) {
      longest = Math.max(longest, lengths.get(end - 1));
      if (end - start > 1 && (long) (end - start) * longest > tokenBudget) {
        start = end - 1;
        longest = lengths.get(start);
      }
      starts[end] = start;
    }
    return starts;
  }

  /** For each end of a batch the start that makes everything up to there cheapest. */
  private int[] cheapestStarts(int[] lengths) {
    int[] starts = new int[lengths.length + 1];
    long[] costs = new long[lengths.length + 1];
    for (int end = 1; end <= lengths.length; end++) {
      costs[end] = Long.MAX_VALUE;
      int longest = 0;
      for (int start = end - 1; start >= 0; start--) {
        int rows = end - start;
        longest = Math.max(longest, lengths[start]);
        if (rows > MAX_ROWS || (rows > 1 && (long) rows * longest > tokenBudget)) {
          break;
        }
        long cost = costs[start] + (long) longest * (rows + STEP_OVERHEAD_ROWS);
        if (cost < costs[end]) {
          costs[end] = cost;
          starts[end] = start;
        }
      }
    }
    return starts;
  }
}
