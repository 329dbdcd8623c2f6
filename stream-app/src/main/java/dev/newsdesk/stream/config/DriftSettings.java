package dev.newsdesk.stream.config;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the detectors of drift compare a feed with.
 *
 * @param referenceArticles how many of the first articles make a reference that is learned
 * @param shares given shares by category, which add up to 1; empty to learn them
 * @param confidence given mean confidence; empty to learn it
 * @param restart a greater number than before forgets what was learned and ends all alarms
 */
public record DriftSettings(
    int referenceArticles, Map<String, Double> shares, OptionalDouble confidence, int restart) {

  /** Copies the collection. */
  public DriftSettings {
    shares = Map.copyOf(shares);
  }
}
