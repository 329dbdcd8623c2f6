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
    int vocabularySize,
    int classes) {

  /** Refuses sizes that no network has. */
  public Architecture {
    requirePositive("layers", layers);
    requirePositive("hiddenSize", hiddenSize);
    requirePositive("vocabularySize", vocabularySize);
    requirePositive("classes", classes);
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout is " + dropout + "; it must be in [0, 1).");
    }
  }

  /** Returns 2 for a bidirectional network, else 1. */
  @JsonIgnore
  public int directions() {
    return bidirectional ? 2 : 1;
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be at least 1.");
    }
  }
}
