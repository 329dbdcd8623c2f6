package dev.newsdesk.trainer.evaluation;

import dev.newsdesk.classifier.text.TextEncoder;
import dev.newsdesk.classifier.text.Words;
import dev.newsdesk.trainer.data.NewsRow;

/** An encoded text and its label. The array is not copied and stays unchanged. */
public final class Example {

  private final int[] ids;
  private final int label;
  private final boolean words;

  /** Takes ids {@code [time]} of a text with words and the label's index. */
  public Example(int[] ids, int label) {
    this(ids, label, true);
  }

  private Example(int[] ids, int label, boolean words) {
    this.ids = ids;
    this.label = label;
    this.words = words;
  }

  /** Encodes a row. */
  public static Example of(NewsRow row, TextEncoder encoder) {
    return new Example(encoder.encode(row.text()), row.label(), Words.areIn(row.text()));
  }

  /** Returns the ids {@code [time]}, begin and end included. */
  public int[] ids() {
    return ids;
  }

  /** Returns the label's index. */
  public int label() {
    return label;
  }

  /** Returns whether the text has words; one without is rejected and counts nowhere. */
  public boolean hasWords() {
    return words;
  }
}
