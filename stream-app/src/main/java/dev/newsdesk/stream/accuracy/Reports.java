package dev.newsdesk.stream.accuracy;

import dev.newsdesk.AccuracyEstimate;
import dev.newsdesk.AccuracyReport;
import dev.newsdesk.ConfusionCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes reports of confusion matrices. */
final class Reports {

  private Reports() {}

  /**
   * Makes a report.
   *
   * @param matrix its counts, at least one
   * @param window a window's length
   */
  static AccuracyReport of(Scope scope, Map<Cell, Long> matrix, Duration window) {
    Map<String, AccuracyEstimate> byCategory = new TreeMap<>();
    for (String category : categories(matrix)) {
      byCategory.put(category, estimate(matrix, cell -> cell.labelled().equals(category)));
    }
    @Nullable Instant start =
        scope.isCumulative() ? null : Instant.ofEpochMilli(scope.windowStart());
    return AccuracyReport.newBuilder()
        .setCheckpointId(scope.checkpointId())
        .setWindowStart(start)
        .setWindowEnd(start == null ? null : start.plus(window))
        .setOverall(estimate(matrix, cell -> true))
        .setByCategory(byCategory)
        .setConfusions(confusions(matrix))
        .build();
  }

  private static Set<String> categories(Map<Cell, Long> matrix) {
    Set<String> categories = new TreeSet<>();
    matrix.keySet().forEach(cell -> categories.add(cell.labelled()));
    return categories;
  }

  private static AccuracyEstimate estimate(Map<Cell, Long> matrix, Predicate<Cell> of) {
    long labelled = count(matrix, of);
    long correct = count(matrix, of.and(Cell::isCorrect));
    WilsonInterval interval = WilsonInterval.of(correct, labelled);
    return AccuracyEstimate.newBuilder()
        .setLabelled(labelled)
        .setCorrect(correct)
        .setAccuracy((double) correct / labelled)
        .setLowerBound(interval.lower())
        .setUpperBound(interval.upper())
        .build();
  }

  private static long count(Map<Cell, Long> matrix, Predicate<Cell> of) {
    return matrix.entrySet().stream()
        .filter(entry -> of.test(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static List<ConfusionCount> confusions(Map<Cell, Long> matrix) {
    List<ConfusionCount> counts = new ArrayList<>();
    matrix.forEach(
        (cell, count) -> counts.add(new ConfusionCount(cell.labelled(), cell.predicted(), count)));
    counts.sort(
        Comparator.comparing(ConfusionCount::getLabelled)
            .thenComparing(ConfusionCount::getPredicted));
    return counts;
  }
}
