package dev.newsdesk.stream.config;

import java.time.Duration;

/**
 * What is let in.
 *
 * @param schemaWait how long the registry may answer others and not give a record's schema
 * @param maxBytes of records that an instance holds between fetch and commit
 */
public record IntakeSettings(Duration schemaWait, long maxBytes) {

  /** Returns the part of each of so many threads. */
  public long maxBytesOfThread(int threads) {
    return Math.max(1, maxBytes / threads);
  }
}
