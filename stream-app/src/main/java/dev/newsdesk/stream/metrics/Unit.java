package dev.newsdesk.stream.metrics;

/** What a metric's values are counted or measured in. */
public enum Unit {
  ARTICLES,
  BYTES,
  LABELS,
  /** Always 1, or yes and no. */
  NONE,
  PARTITIONS,
  /** From 0 to 1. */
  PROBABILITY,
  /** From 0 to 1. */
  RATIO,
  RECORDS,
  SECONDS,
  THREADS,
  TOKENS,
  WORDS
}
