package dev.newsdesk.trainer.experiment;

/** Which evaluation of a run counts, and when the run ends. */
public enum Selection {

  /**
   * The notebook's: trained on all rows for all epochs; of the evaluations at step 0 and half-way
   * of each epoch, the best on its sample of the test set.
   */
  TEST_SAMPLE(0, Integer.MAX_VALUE),

  /**
   * Honest: a stratified twentieth of the training rows is held out; of the epochs' ends, the best
   * on that part. The run ends after two epochs that are not better than the best before: the part
   * is small enough for one to be worse by chance. The test set is read once, with the weights
   * selected.
   */
  HELD_OUT(0.05, 2);

  private final double heldOutShare;
  private final int patience;

  Selection(double heldOutShare, int patience) {
    this.heldOutShare = heldOutShare;
    this.patience = patience;
  }

  /** Returns the share of the training rows of each class that is not trained on. */
  public double heldOutShare() {
    return heldOutShare;
  }

  /** Returns after how many epochs without a new best a run ends. */
  public int patience() {
    return patience;
  }
}
