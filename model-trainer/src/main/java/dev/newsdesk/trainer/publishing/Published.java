package dev.newsdesk.trainer.publishing;

import java.util.List;

/**
 * What the published checkpoint says of the test set, for the report.
 *
 * @param checkpoint the checkpoint's id
 * @param experiment the experiment that trained it
 * @param epoch the epoch whose weights it holds, counted from 1
 * @param heldOutAccuracy share of right labels on the rows kept aside while training; 0 for none
 * @param notebookAccuracy share of right labels on the notebook's sample
 * @param testAccuracy share of right labels on the full test set
 * @param classes its answer for each row of the test set, one digit a row
 * @param worst the wrong answers that it was surest of, the surest first
 */
public record Published(
    String checkpoint,
    String experiment,
    int epoch,
    double heldOutAccuracy,
    double notebookAccuracy,
    double testAccuracy,
    String classes,
    List<Mistake> worst) {

  /** Name under which it is recorded. */
  public static final String RECORD = "published";

  /** Copies the collection. */
  public Published {
    worst = List.copyOf(worst);
  }

  /**
   * A wrong answer.
   *
   * @param row number of the test row, counted from 0
   * @param title its headline, cut where it is long
   * @param truth the label that the data set gives it
   * @param predicted the label that the network gives it
   * @param confidence the probability that the network gives that label
   */
  public record Mistake(int row, String title, String truth, String predicted, double confidence) {}
}
