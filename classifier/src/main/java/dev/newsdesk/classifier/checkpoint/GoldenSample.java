package dev.newsdesk.classifier.checkpoint;

import java.util.Map;

/**
 * A text and what the network said of it alone when the checkpoint was written.
 *
 * @param text title and description as the network got them
 * @param probabilities by label
 */
public record GoldenSample(String text, Map<String, Double> probabilities) {

  /** Copies the collection. */
  public GoldenSample {
    probabilities = Map.copyOf(probabilities);
  }
}
