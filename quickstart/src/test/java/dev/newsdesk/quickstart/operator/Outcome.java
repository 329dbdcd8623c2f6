package dev.newsdesk.quickstart.operator;

import java.time.Duration;

/**
 * What the app did within two minutes of an intervention.
 *
 * @param kind which way it went
 * @param after how long it took
 * @param sentence what it says: of the failure, or in its health
 */
record Outcome(Kind kind, Duration after, String sentence) {

  /** The ways. */
  enum Kind {
    /** It classifies what comes, is ready, and counts labels or says that it does not. */
    WORKS,
    /** It has ended and says why. */
    ENDED,
    /** It is not ready and says why. */
    NOT_READY,
    /** It does not do all of its work and does not say so. */
    SILENT
  }
}
