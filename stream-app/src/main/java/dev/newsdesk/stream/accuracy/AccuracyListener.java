package dev.newsdesk.stream.accuracy;

/**
 * Is told what becomes of labels and predictions, by the stream threads as it happens; a
 * transaction that is given up and repeated is told twice.
 */
public interface AccuracyListener {

  /**
   * Labels have had their outcome.
   *
   * @param outcome which
   * @param labels how many, at least 1
   */
  void labels(LabelOutcome outcome, long labels);

  /**
   * A record was read back from a category's topic.
   *
   * @param outcome what became of it
   */
  void read(PredictionOutcome outcome);

  /**
   * A label met a prediction; told once an article.
   *
   * @param checkpointId who predicted
   * @param labelled the true category
   * @param predicted the given category
   */
  void met(String checkpointId, String labelled, String predicted);

  /**
   * Articles were not labelled in time.
   *
   * @param articles how many, at least 1
   */
  void unlabelled(long articles);
}
