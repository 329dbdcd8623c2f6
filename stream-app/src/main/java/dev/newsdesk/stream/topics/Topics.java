package dev.newsdesk.stream.topics;

import java.util.Locale;

/**
 * The names of the topics.
 *
 * @param prefix what they all begin with, for example {@code news}
 */
public record Topics(String prefix) {

  /** Returns the topic of incoming articles. */
  public String articles() {
    return prefix + ".articles";
  }

  /** Returns the topic of true labels. */
  public String labels() {
    return prefix + ".labels";
  }

  /** Returns the topic of a category's articles: {@code Sci/Tech} gives {@code ….sci-tech}. */
  public String category(String label) {
    return prefix
        + ".category."
        + label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  /** Returns the topic of records that could not be labelled. */
  public String deadLetters() {
    return prefix + ".dead-letters";
  }
}
