package dev.newsdesk.classifier.network;

/** How the outputs over time {@code [batch, time, features]} become one row per text. */
public enum Pooling {
  /** The notebook's maximum over time, padding included. */
  MAX,
  /** The notebook's mean over time, padding included. */
  MEAN
}
