package dev.newsdesk.trainer.experiment;

import dev.newsdesk.classifier.network.Architecture;
import dev.newsdesk.classifier.network.Pooling;
import dev.newsdesk.classifier.network.RecurrentKind;

/**
 * One experiment: a network and how it is trained.
 *
 * @param name the name under which it is asked for and recorded
 * @param recurrent the cell
 * @param layers stacked recurrent layers
 * @param bidirectional whether each layer also reads backwards
 * @param pooling from all time steps to one row
 * @param dropout probability of dropping a hidden feature
 * @param protocol everything that the notebook holds constant
 */
public record Experiment(
    String name,
    RecurrentKind recurrent,
    int layers,
    boolean bidirectional,
    Pooling pooling,
    double dropout,
    Protocol protocol) {

  /** Returns the network for a vocabulary and a number of classes. */
  public Architecture architecture(int vocabularySize, int classes) {
    return new Architecture(
        recurrent,
        layers,
        bidirectional,
        protocol.hiddenSize(),
        pooling,
        dropout,
        vocabularySize,
        classes);
  }
}
