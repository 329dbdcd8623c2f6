package dev.newsdesk.stream.classification;

import org.apache.kafka.common.utils.Bytes;

/** What became of one record. */
public sealed interface Outcome {

  /**
   * It was labelled.
   *
   * @param articleId the article's id
   * @param label its category
   * @param confidence the category's probability
   * @param headline its title, or its description where it has none; as untrusted as any text
   * @param value the labelled article, serialized
   */
  record Labelled(String articleId, String label, double confidence, String headline, Bytes value)
      implements Outcome {}

  /**
   * It cannot be labelled.
   *
   * @param reason why
   */
  record Rejected(ArticleRejectedException reason) implements Outcome {}
}
