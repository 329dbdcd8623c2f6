package dev.newsdesk.trainer.data;

import dev.newsdesk.classifier.text.TextEncoder;

/**
 * One labelled article of AG News.
 *
 * @param label index into {@link AgNews#LABELS}, 0-based
 * @param title headline, or the whole text where the source had them in one
 * @param description first sentences, possibly empty
 */
public record NewsRow(int label, String title, String description) {

  /** Returns the text that the networks see. */
  public String text() {
    return TextEncoder.text(title, description);
  }

  /** Returns the label's name. */
  public String labelName() {
    return AgNews.LABELS.get(label);
  }
}
