package dev.newsdesk.classifier.prediction;

import java.util.List;

/**
 * Texts that share a padded batch.
 *
 * @param texts their numbers, in the batch's order
 * @param slices how the network takes the batch, one after the other
 * @param paddedTokens how many tokens the network goes through, padding included
 */
public record PlannedBatch(List<Integer> texts, List<TimeSlice> slices, long paddedTokens) {

  /** Copies the collections. */
  public PlannedBatch {
    texts = List.copyOf(texts);
    slices = List.copyOf(slices);
  }

  /** Takes the batch in slices, padding included. */
  PlannedBatch(List<Integer> texts, List<TimeSlice> slices) {
    this(texts, slices, slices.stream().mapToLong(TimeSlice::tokens).sum());
  }
}
