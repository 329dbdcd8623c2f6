package dev.newsdesk.classifier.network;

import ai.djl.training.initializer.Initializer;

/**
 * The initial weights that PyTorch's modules draw, weights and biases alike.
 *
 * @see <a href="https://pytorch.org/docs/stable/nn.html">torch.nn</a>
 */
final class TorchInitializer {

  private TorchInitializer() {}

  /** Draws from N(0, 1), as {@code nn.Embedding} does. */
  static Initializer normal() {
    return (manager, shape, dataType) -> manager.randomNormal(shape, dataType);
  }

  /**
   * Draws from U(±1/√n), as {@code nn.RNN}, {@code nn.GRU} and {@code nn.LSTM} do with n = hidden
   * size and {@code nn.Linear} with n = fan in.
   */
  static Initializer uniform(int n) {
    float bound = (float) (1 / Math.sqrt(n));
    return (manager, shape, dataType) -> manager.randomUniform(-bound, bound, shape, dataType);
  }
}
