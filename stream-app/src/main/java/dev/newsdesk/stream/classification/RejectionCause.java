package dev.newsdesk.stream.classification;

/** Why an article cannot be classified, now or ever. */
public enum RejectionCause {
  /** The value is no Avro record of the articles' schema. */
  UNDECODABLE,
  /** There is no value, or no word in title and description. */
  EMPTY,
  /** The record, or what the app would write of it, is larger than allowed. */
  OVERSIZED,
  /** A topic that the app would write it to does not accept its timestamp. */
  INVALID_TIMESTAMP,
  /** The network fails on this article alone. */
  MODEL_FAILURE
}
