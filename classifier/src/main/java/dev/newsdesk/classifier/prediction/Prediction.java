package dev.newsdesk.classifier.prediction;

import java.util.Map;

/**
 * What the network says of one text.
 *
 * @param label the most probable label
 * @param confidence its probability
 * @param probabilities by label, adding up to 1
 */
public record Prediction(String label, double confidence, Map<String, Double> probabilities) {

  /** Copies the collection. */
  public Prediction {
    probabilities = Map.copyOf(probabilities);
  }
}
