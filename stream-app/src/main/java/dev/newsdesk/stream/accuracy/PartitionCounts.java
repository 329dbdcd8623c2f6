package dev.newsdesk.stream.accuracy;

import java.util.Map;

/**
 * What one partition has counted since it last handed its counts on. The drift detectors take it as
 * a whole: right and wrong predictions of the same second must not be told apart by their order.
 *
 * @param confusions labelled articles
 * @param checkpointId the checkpoint that the instance serves
 * @param predictions classified articles that were read back, by predicted category
 */
record PartitionCounts(
    Map<Cell, Long> confusions, String checkpointId, Map<String, Predicted> predictions) {

  PartitionCounts {
    confusions = Map.copyOf(confusions);
    predictions = Map.copyOf(predictions);
  }

  boolean isEmpty() {
    return confusions.isEmpty() && predictions.isEmpty();
  }

  /**
   * Classified articles of one category.
   *
   * @param articles of all checkpoints
   * @param ofCheckpoint of the served checkpoint, with a confidence from 0 to 1
   * @param confidence sum of the confidences of the latter
   */
  record Predicted(long articles, long ofCheckpoint, double confidence) {}
}
