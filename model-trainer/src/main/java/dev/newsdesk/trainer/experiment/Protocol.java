package dev.newsdesk.trainer.experiment;

import java.util.Objects;

/**
 * How a network is trained; cross-entropy and Adam with PyTorch's defaults throughout.
 *
 * @param hiddenSize width of embedding, recurrent state and hidden layer
 * @param vocabularyThreshold a word is known when it was seen more often than this in train
 * @param maxLength ids a text is cut at
 * @param batchSize texts a step
 * @param epochs passes over the training rows, at most
 * @param learningRate Adam's step size
 * @param seed of weights, order and dropout
 * @param selection which evaluation counts, and when the run ends
 * @param rowShare share of the rows of each class to train on, in (0, 1], for learning curves
 */
public record Protocol(
    int hiddenSize,
    int vocabularyThreshold,
    int maxLength,
    int batchSize,
    int epochs,
    double learningRate,
    long seed,
    Selection selection,
    double rowShare) {

  /** Fills in the notebook's choices where a record was made before there was a choice. */
  public Protocol {
    selection = Objects.requireNonNullElse(selection, Selection.TEST_SAMPLE);
    rowShare = rowShare == 0 ? 1 : rowShare;
  }

  /** The notebook's. */
  public static final Protocol NOTEBOOK =
      new Protocol(256, 25, 256, 32, 7, 1e-3, 42, Selection.TEST_SAMPLE, 1);

  Protocol withSelection(Selection other) {
    return new Protocol(
        hiddenSize,
        vocabularyThreshold,
        maxLength,
        batchSize,
        epochs,
        learningRate,
        seed,
        other,
        rowShare);
  }

  Protocol withRowShare(double other) {
    return new Protocol(
        hiddenSize,
        vocabularyThreshold,
        maxLength,
        batchSize,
        epochs,
        learningRate,
        seed,
        selection,
        other);
  }
}
