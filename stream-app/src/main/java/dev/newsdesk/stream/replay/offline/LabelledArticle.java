package dev.newsdesk.stream.replay.offline;

import dev.newsdesk.classifier.text.TextEncoder;
import dev.newsdesk.classifier.text.Words;

/**
 * An article whose category is known.
 *
 * @param category its index among the checkpoint's labels, from 0
 * @param title headline
 * @param description first sentences, possibly empty
 */
public record LabelledArticle(int category, String title, String description) {

  /** Returns the text that the networks see. */
  public String text() {
    return TextEncoder.text(title, description);
  }

  /** Returns whether there is a word in it; the app rejects an article without. */
  public boolean hasWords() {
    return Words.areIn(title) || Words.areIn(description);
  }
}
