package dev.newsdesk.trainer.training;

import dev.newsdesk.classifier.network.Weights;

/** What a run needs to go on. The array is not copied and stays unchanged. */
public final class SavedState {

  private final Weights weights;
  private final byte[] moments;
  private final int steps;

  /**
   * Takes a state.
   *
   * @param moments Adam's moments as safetensors
   * @param steps steps taken so far, over all epochs
   */
  SavedState(Weights weights, byte[] moments, int steps) {
    this.weights = weights;
    this.moments = moments;
    this.steps = steps;
  }

  /** Returns the network's parameters. */
  public Weights weights() {
    return weights;
  }

  /** Returns Adam's moments as safetensors. */
  byte[] moments() {
    return moments;
  }

  /** Returns the steps taken so far. */
  int steps() {
    return steps;
  }
}
