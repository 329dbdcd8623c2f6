package dev.newsdesk.classifier.network;

/** How a network takes a padded batch {@code [batch, time]}. */
public enum BatchForm {
  /** Whole, every row through every step: the result depends on the padding. */
  WHOLE,
  /** In slices along time, longest row first; padding within a slice costs time. */
  SLICED,
  /** Whole, rows in any order; padding is skipped. */
  PACKED
}
