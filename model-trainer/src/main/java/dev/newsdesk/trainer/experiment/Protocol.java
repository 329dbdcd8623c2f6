package dev.newsdesk.trainer.experiment;

/**
 * How a network is trained; cross-entropy and Adam with PyTorch's defaults throughout.
 *
 * @param hiddenSize width of embedding, recurrent state and hidden layer
 * @param vocabularyThreshold a word is known when it was seen more often than this in train
 * @param maxLength ids a text is cut at
 * @param batchSize texts a step
 * @param epochs passes over the training rows
 * @param learningRate Adam's step size
 * @param seed of weights, order and dropout
 */
public record Protocol(
    int hiddenSize,
    int vocabularyThreshold,
    int maxLength,
    int batchSize,
    int epochs,
    double learningRate,
    long seed) {

  /** The notebook's. */
  public static final Protocol NOTEBOOK = new Protocol(256, 25, 256, 32, 7, 1e-3, 42);
}
