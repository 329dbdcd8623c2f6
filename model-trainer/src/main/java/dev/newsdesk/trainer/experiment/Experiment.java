package dev.newsdesk.trainer.experiment;

import dev.newsdesk.classifier.network.Architecture;
import dev.newsdesk.classifier.network.Pooling;
import dev.newsdesk.classifier.network.RecurrentKind;
import org.jspecify.annotations.Nullable;

/**
 * One experiment: a network and how it is trained.
 *
 * @param name the name under which it is asked for and recorded
 * @param parent name of the experiment that this one differs from in one setting; null where it
 *     starts a line of its own
 * @param recurrent the cell
 * @param layers stacked recurrent layers
 * @param bidirectional whether each layer also reads backwards
 * @param pooling from all time steps to one row
 * @param dropout probability of dropping a hidden feature
 * @param embeddingDropout probability of dropping a feature of an embedded token
 * @param protocol how it is trained
 */
public record Experiment(
    String name,
    @Nullable String parent,
    RecurrentKind recurrent,
    int layers,
    boolean bidirectional,
    Pooling pooling,
    double dropout,
    double embeddingDropout,
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
        embeddingDropout,
        vocabularySize,
        classes);
  }

  /** Returns a child that pools otherwise. */
  Experiment withPooling(String child, Pooling other) {
    return new Experiment(
        child, name, recurrent, layers, bidirectional, other, dropout, embeddingDropout, protocol);
  }

  /** Returns a child that drops features of embedded tokens. */
  Experiment withEmbeddingDropout(String child, double other) {
    return new Experiment(
        child, name, recurrent, layers, bidirectional, pooling, dropout, other, protocol);
  }

  /** Returns a child whose counting evaluation is another. */
  Experiment withSelection(String child, Selection other) {
    return withProtocol(child, protocol.withSelection(other));
  }

  /** Returns a child that is trained on a share of the rows. */
  Experiment withRowShare(String child, double other) {
    return withProtocol(child, protocol.withRowShare(other));
  }

  private Experiment withProtocol(String child, Protocol other) {
    return new Experiment(
        child, name, recurrent, layers, bidirectional, pooling, dropout, embeddingDropout, other);
  }
}
