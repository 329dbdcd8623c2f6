package dev.newsdesk.stream.drift;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the detectors compare a feed with.
 *
 * @param checkpointId the served checkpoint
 * @param categories its labels, in its order
 * @param published the counts of its test set, as far as they are known
 * @param referenceArticles how many of the first articles make a reference that is learned
 * @param shares given shares by category; empty to learn them
 * @param confidence given mean confidence; empty to learn it
 * @param restart a greater number than before forgets what was learned and ends all alarms
 */
public record DriftReferences(
    String checkpointId,
    List<String> categories,
    Recalls published,
    int referenceArticles,
    Map<String, Double> shares,
    OptionalDouble confidence,
    int restart) {

  /** Copies the collections. */
  public DriftReferences {
    categories = List.copyOf(categories);
    shares = Map.copyOf(shares);
  }

  AccuracyDetector newAccuracyDetector() {
    return new AccuracyDetector(published);
  }

  ShiftDetector newShiftDetector() {
    if (shares.isEmpty()) {
      return ShiftDetector.learning(categories.size(), referenceArticles);
    }
    return ShiftDetector.of(
        categories.stream().mapToDouble(category -> shares.getOrDefault(category, 0.0)).toArray());
  }

  ConfidenceDetector newConfidenceDetector() {
    return confidence.isEmpty()
        ? ConfidenceDetector.learning(categories.size(), referenceArticles)
        : ConfidenceDetector.of(categories.size(), confidence.getAsDouble());
  }
}
