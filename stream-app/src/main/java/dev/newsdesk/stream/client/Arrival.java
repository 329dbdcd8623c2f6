package dev.newsdesk.stream.client;

import dev.newsdesk.ClassifiedArticle;
import org.jspecify.annotations.Nullable;

/** What arrives on the app's output topics. */
public sealed interface Arrival {

  /**
   * A classified article.
   *
   * @param topic where it arrived
   * @param article the article with its category
   */
  record Classified(String topic, ClassifiedArticle article) implements Arrival {

    /** Returns what to show of it: one line, and nothing in it that a terminal would obey. */
    public String headline() {
      String title = article.getArticle().getTitle();
      return OneLine.of(title.isBlank() ? article.getArticle().getDescription() : title);
    }
  }

  /**
   * A record that could not be classified.
   *
   * @param key its key as text, if it has one
   * @param cause the kind of cause
   * @param message one sentence
   * @param origin where the record came from, as far as its headers tell
   */
  record DeadLetter(@Nullable String key, String cause, String message, @Nullable Origin origin)
      implements Arrival {}

  /**
   * Where a record came from.
   *
   * @param topic its topic
   * @param partition its partition
   * @param offset its offset in that partition
   */
  record Origin(String topic, int partition, long offset) {}
}
