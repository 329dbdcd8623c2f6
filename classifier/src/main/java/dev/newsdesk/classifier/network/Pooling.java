package dev.newsdesk.classifier.network;

/** How the outputs over time {@code [batch, time, features]} become one row per text. */
public enum Pooling {
  /** The notebook's maximum over time, padding included. */
  MAX(false, true),
  /** The notebook's mean over time, padding included. */
  MEAN(true, true),
  /** Maximum over a text's own tokens. */
  TOKEN_MAX(false, false),
  /** Mean over a text's own tokens. */
  TOKEN_MEAN(true, false);

  private final boolean mean;
  private final boolean readsPadding;

  Pooling(boolean mean, boolean readsPadding) {
    this.mean = mean;
    this.readsPadding = readsPadding;
  }

  /** Returns whether the outputs are averaged, not compared. */
  boolean isMean() {
    return mean;
  }

  /** Returns whether the outputs at padded steps count. */
  public boolean readsPadding() {
    return readsPadding;
  }
}
