package dev.newsdesk.classifier.network;

/** How the outputs over time {@code [batch, time, features]} become one row per text. */
public enum Pooling {
  /** The notebook's maximum over time, padding included. */
  MAX(true),
  /** The notebook's mean over time, padding included. */
  MEAN(true),
  /** Maximum over a text's own tokens. */
  TOKEN_MAX(false),
  /** Mean over a text's own tokens. */
  TOKEN_MEAN(false);

  private final boolean readsPadding;

  Pooling(boolean readsPadding) {
    this.readsPadding = readsPadding;
  }

  /** Returns whether the outputs at padded steps count. */
  public boolean readsPadding() {
    return readsPadding;
  }
}
