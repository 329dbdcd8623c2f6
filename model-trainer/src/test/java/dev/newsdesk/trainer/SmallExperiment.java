package dev.newsdesk.trainer;

import dev.newsdesk.classifier.network.Pooling;
import dev.newsdesk.classifier.network.RecurrentKind;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.trainer.experiment.Experiment;
import dev.newsdesk.trainer.experiment.Protocol;
import dev.newsdesk.trainer.experiment.Selection;

/** An experiment that takes seconds. */
public final class SmallExperiment {

  private SmallExperiment() {}

  /** Returns two epochs of a small GRU. */
  public static Experiment gru() {
    return gru(2, 2e-2);
  }

  /** Returns a small GRU with dropout. */
  public static Experiment gru(int epochs, double learningRate) {
    return gru(16, epochs, learningRate);
  }

  /** Returns a GRU of the notebook's width. */
  public static Experiment wideGru() {
    return gru(256, 1, 1e-3);
  }

  /** Returns a small batch-invariant GRU whose epoch is selected by held-out rows. */
  public static Experiment heldOut() {
    return new Experiment(
        "small-held-out",
        null,
        RecurrentKind.GRU,
        1,
        false,
        Pooling.TOKEN_MAX,
        0.1,
        0.2,
        new Protocol(16, 25, 256, 32, 20, 1e-2, 42, Selection.HELD_OUT, 1));
  }

  private static Experiment gru(int hiddenSize, int epochs, double learningRate) {
    return new Experiment(
        "small-gru",
        null,
        RecurrentKind.GRU,
        1,
        false,
        Pooling.MAX,
        0.1,
        0,
        new Protocol(hiddenSize, 25, 256, 32, epochs, learningRate, 42, Selection.TEST_SAMPLE, 1));
  }

  /** Starts the engine as the trainer does: one thread an operation gives repeatable sums. */
  public static void startEngine() {
    TorchEngine.configure(1);
    TorchEngine.start();
  }
}
