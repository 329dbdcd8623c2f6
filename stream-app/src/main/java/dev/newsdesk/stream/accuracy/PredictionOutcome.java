package dev.newsdesk.stream.accuracy;

/** What became of a record that was read back from a category's topic. */
public enum PredictionOutcome {
  /** It is a prediction, which a label may meet. */
  ACCEPTED,
  /** No prediction can be read from its value, or the value's schema was given up. */
  UNDECODABLE,
  /** It has no key, or a checkpoint id that is no checkpoint's. */
  INVALID
}
