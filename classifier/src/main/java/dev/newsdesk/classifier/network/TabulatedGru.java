package dev.newsdesk.classifier.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.jspecify.annotations.Nullable;

/**
 * A trained GRU of one layer and one direction, for inference on a CPU: the whole network is one
 * call of a TorchScript program, {@code TabulatedGru.py}.
 *
 * <p>The products of embedding and input weights are tabulated once, {@code [vocabulary, 3 ×
 * hidden]}, so that a step looks its inputs up instead of multiplying. The table takes three times
 * the memory of the embedding, which is not kept. A row takes no part in steps after its last
 * token.
 *
 * <p>Thread-safe: calls share the script and the weights, and change neither.
 */
final class TabulatedGru extends AbstractBlock implements TextNetwork {

  /** The script's class and resource. */
  static final String SCRIPT = "TabulatedGru";

  private final Architecture architecture;
  private final Block script;

  /** The script's inputs after ids and lengths. */
  private final NDList weights;

  private TabulatedGru(Architecture architecture, Block script, NDList weights) {
    this.architecture = architecture;
    this.script = script;
    this.weights = weights;
  }

  /** Returns whether this implementation serves a network on a device. */
  static boolean supports(Architecture architecture, Device device) {
    return device.equals(Device.cpu())
        && architecture.recurrent() == RecurrentKind.GRU
        && architecture.layers() == 1
        && !architecture.bidirectional();
  }

  /**
   * Tabulates a network, whose own arrays are not needed afterwards.
   *
   * @param network initialized
   * @param script loaded from the archive of {@link #SCRIPT}
   * @param owner holds the table and the weights
   */
  static TabulatedGru of(RecurrentTextClassifier network, Block script, NDManager owner) {
    long gates = 2L * network.architecture().hiddenSize();
    try (NDManager scope = owner.newSubManager()) {
      NDArray embedding = array(network, "embedding.weight", scope);
      NDList inputWeights = split(array(network, "rnn.weight_ih_l0", scope), gates);
      NDList inputBiases = split(array(network, "rnn.bias_ih_l0", scope), gates);
      NDList stateWeights = split(array(network, "rnn.weight_hh_l0", scope), gates);
      NDList stateBiases = split(array(network, "rnn.bias_hh_l0", scope), gates);
      NDArray gateBias = inputBiases.get(0).add(stateBiases.get(0));
      // The candidate's state bias stays out of the table: the reset gate scales it.
      NDList weights =
          new NDList(
              scope.create(network.architecture().pooling().isMean()),
              embedding.matMul(inputWeights.get(0).transpose()).addi(gateBias),
              embedding.matMul(inputWeights.get(1).transpose()).addi(inputBiases.get(1)),
              stateWeights.get(0).duplicate(),
              stateWeights.get(1).duplicate(),
              stateBiases.get(1).duplicate(),
              array(network, "linear.weight", scope),
              array(network, "linear.bias", scope),
              array(network, "projection.weight", scope),
              array(network, "projection.bias", scope));
      weights.attach(owner);
      return new TabulatedGru(network.architecture(), script, weights);
    }
  }

  /** Returns a copy without a name: the engine makes a dictionary of arrays with dotted ones. */
  private static NDArray array(RecurrentTextClassifier network, String name, NDManager owner) {
    NDArray copy = network.getParameters().get(name).getArray().duplicate();
    copy.setName(null);
    copy.attach(owner);
    return copy;
  }

  /** Returns the part of reset and update gate, and that of the candidate state. */
  private static NDList split(NDArray stacked, long gates) {
    return stacked.split(new long[] {gates});
  }

  @Override
  public BatchForm batchForm() {
    return architecture.isBatchInvariant() ? BatchForm.PACKED : BatchForm.WHOLE;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> options) {
    if (training) {
      throw new UnsupportedOperationException("A tabulated network cannot be trained.");
    }
    NDArray ids = inputs.get(0);
    NDArray lengths = inputs.get(1);
    NDList all = new NDList(ids);
    all.add(
        architecture.pooling().readsPadding()
            ? lengths.zerosLike().addi(ids.getShape().get(1))
            : lengths);
    all.addAll(weights);
    return script.forward(parameters, all, false);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(inputShapes[0].get(0), architecture.classes())};
  }
}
