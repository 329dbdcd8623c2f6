package dev.newsdesk.classifier.network;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Everything that fixes a network's shape and arithmetic.
 *
 * @param recurrent the cell
 * @param layers stacked recurrent layers, at least 1
 * @param bidirectional whether each layer also reads backwards
 * @param hiddenSize width of embedding, recurrent state and hidden layer
 * @param pooling from all time steps to one row
 * @param dropout probability of dropping a hidden feature while training, in [0, 1)
 * @param embeddingDropout probability of dropping a feature of an embedded token while training, in
 *     [0, 1); the notebook has none
 * @param vocabularySize rows of the embedding
 * @param classes number of labels
 */
public record Architecture(
    RecurrentKind recurrent,
    int layers,
    boolean bidirectional,
    int hiddenSize,
    Pooling pooling,
    double dropout,
    double embeddingDropout,
    int vocabularySize,
    int classes) {

  // Far beyond every network of ours, and far below what overflows an int or fills a machine.
  private static final int MAX_LAYERS = 64;
  private static final int MAX_HIDDEN_SIZE = 16_384;
  private static final int MAX_VOCABULARY_SIZE = 16_777_216;
  private static final int MAX_CLASSES = 10_000;

  /** Refuses sizes that no network has. */
  public Architecture {
    requireSize("layers", layers, MAX_LAYERS);
    requireSize("hiddenSize", hiddenSize, MAX_HIDDEN_SIZE);
    requireSize("vocabularySize", vocabularySize, MAX_VOCABULARY_SIZE);
    requireSize("classes", classes, MAX_CLASSES);
    requireProbability("dropout", dropout);
    requireProbability("embeddingDropout", embeddingDropout);
  }

  /** Returns 2 for a bidirectional network, else 1. */
  @JsonIgnore
  public int directions() {
    return bidirectional ? 2 : 1;
  }

  /**
   * Returns whether a text's probabilities are the same in any batch, up to rounding: no output at
   * a padded step is read, neither by the pooling nor by a backward direction on its way to the
   * text.
   */
  @JsonIgnore
  public boolean isBatchInvariant() {
    return !bidirectional && !pooling.readsPadding();
  }

  private static void requireProbability(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be in [0, 1).");
    }
  }

  private static void requireSize(String name, int value, int most) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be at least 1.");
    }
    if (value > most) {
      throw new IllegalArgumentException(
          name + " is " + value + "; it must be at most " + most + ".");
    }
  }
}
