package dev.newsdesk.stream.drift;

/**
 * The three detectors of a served checkpoint. Not thread-safe.
 *
 * @param accuracy compares labels with the checkpoint's recalls
 * @param shift compares the mix of predicted categories with the feed's
 * @param confidence compares the mean confidence with the checkpoint's on the feed
 */
public record Detectors(
    AccuracyDetector accuracy, ShiftDetector shift, ConfidenceDetector confidence) {

  /** Makes detectors that have seen nothing. */
  public static Detectors of(DriftReferences references) {
    return new Detectors(
        references.newAccuracyDetector(),
        references.newShiftDetector(),
        references.newConfidenceDetector());
  }
}
