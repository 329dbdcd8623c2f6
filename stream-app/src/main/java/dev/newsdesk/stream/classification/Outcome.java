package dev.newsdesk.stream.classification;

import org.apache.kafka.common.utils.Bytes;

/** What became of one record. */
public sealed interface Outcome {

  /**
   * It was labelled.
   *
   * @param articleId the article's id
   * @param label its category
   * @param value the labelled article, serialized
   */
  record Labelled(String articleId, String label, Bytes value) implements Outcome {}

  /**
   * It cannot be labelled.
   *
   * @param reason why
   */
  record Rejected(ArticleRejectedException reason) implements Outcome {}
}
