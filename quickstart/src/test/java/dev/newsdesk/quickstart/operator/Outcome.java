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
    /** It labels what comes and says that it is ready. */
    WORKS,
    /** It has ended and says why. */
    ENDED,
    /** It is not ready and says why. */
    NOT_READY,
    /** It neither labels everything nor says that it does not. */
    SILENT
  }
}
