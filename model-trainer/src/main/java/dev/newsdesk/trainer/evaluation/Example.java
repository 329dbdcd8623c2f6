package dev.newsdesk.trainer.evaluation;

/** An encoded text and its label. The array is not copied and stays unchanged. */
public final class Example {

  private final int[] ids;
  private final int label;

  /** Takes ids {@code [time]} and the label's index. */
  public Example(int[] ids, int label) {
    this.ids = ids;
    this.label = label;
  }

  /** Returns the ids {@code [time]}, begin and end included. */
  public int[] ids() {
    return ids;
  }

  /** Returns the label's index. */
  public int label() {
    return label;
  }
}
