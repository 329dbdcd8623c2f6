package dev.newsdesk.stream.accuracy;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts the predictions that a partition has read back since it last handed its counts on. In
 * memory alone: a crash loses those of a second, which are as representative as the rest. Not
 * thread-safe.
 */
final class PredictionTally {

  private final String checkpointId;
  private final Map<String, Count> byCategory = new HashMap<>();

  /** Sums the confidences of this checkpoint's predictions alone. */
  PredictionTally(String checkpointId) {
    this.checkpointId = checkpointId;
  }

  /** Counts an article; a confidence that is no probability is ignored. */
  void add(String category, String predictedBy, double confidence) {
    Count count = byCategory.computeIfAbsent(category, name -> new Count());
    count.articles++;
    if (confidence >= 0 && confidence <= 1 && predictedBy.equals(checkpointId)) {
      count.ofCheckpoint++;
      count.confidence += confidence;
    }
  }

  /** Returns what was counted, and starts anew. */
  Map<String, PartitionCounts.Predicted> drain() {
    Map<String, PartitionCounts.Predicted> drained = new HashMap<>();
    byCategory.forEach(
        (category, count) ->
            drained.put(
                category,
                new PartitionCounts.Predicted(
                    count.articles, count.ofCheckpoint, count.confidence)));
    byCategory.clear();
    return drained;
  }

  /** Of one category. */
  private static final class Count {
    private long articles;
    private long ofCheckpoint;
    private double confidence;
  }
}
