package dev.newsdesk.stream.classification;

import org.apache.kafka.common.utils.Bytes;

/** What became of one record. */
public sealed interface Outcome {

  /**
   * It was labelled.
   *
   * @param articleId the article's id
   * @param label its category
   * @param confidence the category's probability, from 0 to 1
   * @param value the labelled article, serialized
   */
  record Labelled(String articleId, String label, double confidence, Bytes value)
      implements Outcome {}

  /**
   * It cannot be labelled.
   *
   * @param reason why
   */
  record Rejected(ArticleRejectedException reason) implements Outcome {}
}
