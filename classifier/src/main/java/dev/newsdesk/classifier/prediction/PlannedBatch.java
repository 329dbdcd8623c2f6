package dev.newsdesk.classifier.prediction;

import java.util.List;

/**
 * Texts that share a padded batch.
 *
 * @param texts their numbers, in the batch's order
 * @param slices how the network takes the batch, one after the other
 */
public record PlannedBatch(List<Integer> texts, List<TimeSlice> slices) {

  /** Copies the collections. */
  public PlannedBatch {
    texts = List.copyOf(texts);
    slices = List.copyOf(slices);
  }

  /** Returns how many tokens the network goes through, padding included. */
  public long paddedTokens() {
    return slices.stream().mapToLong(TimeSlice::tokens).sum();
  }
}
