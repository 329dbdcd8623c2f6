package dev.newsdesk.classifier.network;

/** The recurrent cell of a network. */
public enum RecurrentKind {
  /** Elman network with tanh, PyTorch's {@code nn.RNN}. */
  RNN(1),
  /** Gated recurrent unit, PyTorch's {@code nn.GRU}. */
  GRU(3),
  /** Long short-term memory, PyTorch's {@code nn.LSTM}. */
  LSTM(4);

  private final int gates;

  RecurrentKind(int gates) {
    this.gates = gates;
  }

  /** Returns how many blocks of hidden-size rows a weight matrix of this cell stacks. */
  public int gates() {
    return gates;
  }
}
