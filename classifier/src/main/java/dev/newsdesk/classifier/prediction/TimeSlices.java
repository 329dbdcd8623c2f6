package dev.newsdesk.classifier.prediction;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * Cuts a batch along time, so that texts which have ended take no part in the steps that come: what
 * PyTorch does for a {@code PackedSequence}, by calls that each take a state and return one. For
 * networks that do not read the padding.
 */
final class TimeSlices {

  /**
   * What a call costs beside its steps, in rows of a step: of 5, 10, 20 and 40 the fastest with
   * batches of 40 and of 256 articles of AG News.
   */
  private static final int CALL_OVERHEAD_ROWS = 40;

  private final int tokenBudget;

  /** Where a slice may begin: 0 and each length that some text has. */
  private final int[] ends;

  /** How many texts are longer, for each end. */
  private final int[] rows;

  private TimeSlices(List<Integer> lengths, int tokenBudget) {
    this.tokenBudget = tokenBudget;
    ends =
        Stream.concat(Stream.of(0), lengths.stream())
            .mapToInt(Integer::intValue)
            .distinct()
            .sorted()
            .toArray();
    rows = new int[ends.length];
    int longer = lengths.size();
    for (int end = 0; end < ends.length; end++) {
      while (longer > 0 && lengths.get(longer - 1) <= ends[end]) {
        longer--;
      }
      rows[end] = longer;
    }
  }

  /**
   * Returns the slices that cost least of all, one after the other; together they hold every token.
   *
   * @param lengths ids of each text, at least 1, longest first
   * @param tokenBudget upper bound for a slice's tokens, if it has more than one step
   */
  static List<TimeSlice> cheapest(List<Integer> lengths, int tokenBudget) {
    return new TimeSlices(lengths, tokenBudget).cheapest();
  }

  private List<TimeSlice> cheapest() {
    long[] costs = new long[ends.length];
    int[] starts = new int[ends.length];
    for (int end = 1; end < ends.length; end++) {
      costs[end] = Long.MAX_VALUE;
      for (int start = end - 1; start >= 0; start--) {
        long cost = costs[start] + cost(start, end);
        if (cost < costs[end]) {
          costs[end] = cost;
          starts[end] = start;
        }
      }
    }
    Deque<TimeSlice> slices = new ArrayDeque<>();
    for (int end = ends.length - 1; end > 0; end = starts[end]) {
      addFirst(slices, starts[end], end);
    }
    return List.copyOf(slices);
  }

  private long cost(int start, int end) {
    return (ends[end] - ends[start]) * (long) (rows[start] + BatchPlan.STEP_OVERHEAD_ROWS)
        + (long) calls(start, end) * CALL_OVERHEAD_ROWS;
  }

  /** As few as keep the budget. */
  private int calls(int start, int end) {
    int steps = ends[end] - ends[start];
    int stepsAtOnce = Math.max(1, tokenBudget / rows[start]);
    return (steps - 1) / stepsAtOnce + 1;
  }

  private void addFirst(Deque<TimeSlice> slices, int start, int end) {
    int steps = ends[end] - ends[start];
    int calls = calls(start, end);
    for (int call = calls - 1; call >= 0; call--) {
      int from = ends[start] + BatchPlan.share(steps, call, calls);
      int to = ends[start] + BatchPlan.share(steps, call + 1, calls);
      slices.addFirst(new TimeSlice(rowsAfter(from), from, to));
    }
  }

  /** Returns how many texts have not ended before a step. */
  private int rowsAfter(int step) {
    int found = Arrays.binarySearch(ends, step);
    // Where it is not an end, the one before it counts.
    return rows[found >= 0 ? found : -found - 2];
  }
}
