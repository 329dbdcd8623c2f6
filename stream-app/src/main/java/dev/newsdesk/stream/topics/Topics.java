package dev.newsdesk.stream.topics;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The names of the topics.
 *
 * @param prefix what they all begin with, for example {@code news}
 */
public record Topics(String prefix) {

  // Compiled once: an article's topic is named twice on its way.
  private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
  private static final Pattern AT_AN_END = Pattern.compile("^-|-$");

  /** What Kafka calls {@code message.max.bytes}: a mebibyte and the overhead of a batch. */
  private static final int KAFKA_DEFAULT_MAX_BYTES = 1_048_588;

  /** Key, headers, origin and framing. */
  private static final int OVERHEAD_BYTES = 64 * 1024;

  /**
   * Largest record of the dead letters' topic: room for the largest that a topic with Kafka's
   * default limit lets in, plus the headers that say why it is here.
   */
  public static final int DEAD_LETTER_MAX_BYTES = 2 * 1024 * 1024;

  /**
   * Returns the largest record of the categories' topics and of the waiting articles' changelog:
   * Kafka's default, or more where articles may be larger.
   *
   * @param articleMaxBytes upper bound for an article's value
   */
  public static int recordMaxBytes(int articleMaxBytes) {
    return Math.max(KAFKA_DEFAULT_MAX_BYTES, articleMaxBytes + OVERHEAD_BYTES);
  }

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
    return categories()
        + AT_AN_END
            .matcher(OTHERS.matcher(label.toLowerCase(Locale.ROOT)).replaceAll("-"))
            .replaceAll("");
  }

  /** Returns what the topics of all categories, and no others, begin with. */
  public String categories() {
    return prefix + ".category.";
  }

  /** Returns the topic of reports on the checkpoint's accuracy. */
  public String accuracy() {
    return prefix + ".accuracy";
  }

  /** Returns the topic of records that could not be classified. */
  public String deadLetters() {
    return prefix + ".dead-letters";
  }
}
