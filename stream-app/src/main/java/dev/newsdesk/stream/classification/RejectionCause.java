package dev.newsdesk.stream.classification;

/** Why an article cannot be labelled, now or ever. */
public enum RejectionCause {
  /** The value is no Avro record of the articles' schema. */
  UNDECODABLE,
  /** There is no value, or no word in title and description. */
  EMPTY,
  /** The value, or the labelled article, is larger than allowed. */
  OVERSIZED,
  /** The network fails on this article alone. */
  MODEL_FAILURE
}
