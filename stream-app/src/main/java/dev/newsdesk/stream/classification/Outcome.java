package dev.newsdesk.stream.classification;

import org.apache.kafka.common.utils.Bytes;

/** What became of one record. */
public sealed interface Outcome {

  /**
   * It was classified.
   *
   * @param articleId the article's id
   * @param category the predicted one
   * @param confidence the category's probability
   * @param headline its title, or its description where it has none; as untrusted as any text
   * @param value the classified article, serialized
   */
  record Classified(
      String articleId, String category, double confidence, String headline, Bytes value)
      implements Outcome {}

  /**
   * It cannot be classified.
   *
   * @param reason why
   */
  record Rejected(ArticleRejectedException reason) implements Outcome {}
}
