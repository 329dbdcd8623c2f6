package dev.newsdesk.classifier.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.recurrent.RNN;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The notebook's network: embedding → recurrent → pooling over time → tanh → linear → dropout →
 * tanh → linear. Takes ids {@code [batch, time]} and how many of each row are no padding, {@code
 * [batch]}; gives logits {@code [batch, classes]}.
 *
 * <p>Parameters carry the names and shapes of the notebook's {@code state_dict()}. The recurrent
 * layers call the engine directly, because DJL's bidirectional blocks hand their parameters over in
 * an order that PyTorch does not expect.
 */
public final class RecurrentTextClassifier extends AbstractBlock {

  private final Architecture architecture;
  private final Parameter embedding;
  private final List<Parameter> recurrent = new ArrayList<>();
  private final Parameter linearWeight;
  private final Parameter linearBias;
  private final Parameter projectionWeight;
  private final Parameter projectionBias;

  /** Declares the parameters; they get values from an initializer or from a checkpoint. */
  public RecurrentTextClassifier(Architecture architecture) {
    this.architecture = architecture;
    int hidden = architecture.hiddenSize();
    int rows = architecture.recurrent().gates() * hidden;
    int outputs = architecture.directions() * hidden;

    embedding =
        parameter(
            "embedding.weight", TorchInitializer.normal(), architecture.vocabularySize(), hidden);
    Initializer byHidden = TorchInitializer.uniform(hidden);
    for (int layer = 0; layer < architecture.layers(); layer++) {
      int inputs = layer == 0 ? hidden : outputs;
      for (int direction = 0; direction < architecture.directions(); direction++) {
        String suffix = "_l" + layer + (direction == 0 ? "" : "_reverse");
        // PyTorch's order within a layer and direction; the engine relies on it.
        recurrent.add(parameter("rnn.weight_ih" + suffix, byHidden, rows, inputs));
        recurrent.add(parameter("rnn.weight_hh" + suffix, byHidden, rows, hidden));
        recurrent.add(parameter("rnn.bias_ih" + suffix, byHidden, rows));
        recurrent.add(parameter("rnn.bias_hh" + suffix, byHidden, rows));
      }
    }
    Initializer byOutputs = TorchInitializer.uniform(outputs);
    linearWeight = parameter("linear.weight", byOutputs, hidden, outputs);
    linearBias = parameter("linear.bias", byOutputs, hidden);
    projectionWeight = parameter("projection.weight", byHidden, architecture.classes(), hidden);
    projectionBias = parameter("projection.bias", byHidden, architecture.classes());
  }

  /** Returns what this network was built from. */
  public Architecture architecture() {
    return architecture;
  }

  private Parameter parameter(String name, Initializer initializer, long... shape) {
    return addParameter(
        Parameter.builder()
            .setName(name)
            .setType(Parameter.Type.OTHER)
            .optShape(new Shape(shape))
            .optInitializer(initializer)
            .build());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> options) {
    NDArray ids = inputs.head();
    NDArray embedded =
        Embedding.embedding(ids, value(parameters, embedding, ids, training), SparseFormat.DENSE)
            .head();
    if (training && architecture.embeddingDropout() > 0) {
      embedded = Dropout.dropout(embedded, (float) architecture.embeddingDropout(), true).head();
    }
    NDArray pooled = pool(recur(parameters, embedded, training), inputs.get(1));
    NDArray hidden =
        Linear.linear(
                pooled.tanh(),
                value(parameters, linearWeight, ids, training),
                value(parameters, linearBias, ids, training))
            .head();
    NDArray kept = Dropout.dropout(hidden, (float) architecture.dropout(), training).head();
    return Linear.linear(
        kept.tanh(),
        value(parameters, projectionWeight, ids, training),
        value(parameters, projectionBias, ids, training));
  }

  /** Returns the outputs of the last layer at every step, {@code [batch, time, features]}. */
  private NDArray recur(ParameterStore parameters, NDArray input, boolean training) {
    NDList weights = new NDList(recurrent.size());
    for (Parameter parameter : recurrent) {
      weights.add(value(parameters, parameter, input, training));
    }
    int layers = architecture.layers();
    boolean bidirectional = architecture.bidirectional();
    NDManager manager = input.getManager();
    NDArray state =
        manager.zeros(
            new Shape(
                (long) layers * architecture.directions(),
                input.getShape().get(0),
                architecture.hiddenSize()));
    var engine = input.getNDArrayInternal();
    NDList outputs =
        switch (architecture.recurrent()) {
          case RNN ->
              engine.rnn(
                  input,
                  state,
                  weights,
                  true,
                  layers,
                  RNN.Activation.TANH,
                  0,
                  training,
                  bidirectional,
                  true);
          case GRU ->
              engine.gru(input, state, weights, true, layers, 0, training, bidirectional, true);
          case LSTM ->
              engine.lstm(
                  input,
                  new NDList(state, state),
                  weights,
                  true,
                  layers,
                  0,
                  training,
                  bidirectional,
                  true);
        };
    return outputs.head();
  }

  private NDArray pool(NDArray outputs, NDArray lengths) {
    int[] time = {1};
    return switch (architecture.pooling()) {
      case MAX -> outputs.max(time);
      case MEAN -> outputs.mean(time);
      // Every cell's outputs lie in [-1, 1]: padding lowered by 3 is never the maximum.
      case TOKEN_MAX -> outputs.sub(padding(outputs, lengths).mul(3)).max(time);
      case TOKEN_MEAN ->
          outputs
              .mul(padding(outputs, lengths).mul(-1).add(1))
              .sum(time)
              .div(lengths.toType(DataType.FLOAT32, false).expandDims(1));
    };
  }

  /** Returns 1 at padded steps and 0 elsewhere, {@code [batch, time, 1]}. */
  private static NDArray padding(NDArray outputs, NDArray lengths) {
    NDArray steps = outputs.getManager().arange((int) outputs.getShape().get(1)).expandDims(0);
    return steps.gte(lengths.expandDims(1)).toType(DataType.FLOAT32, false).expandDims(2);
  }

  private static NDArray value(
      ParameterStore parameters, Parameter parameter, NDArray input, boolean training) {
    return parameters.getValue(parameter, input.getDevice(), training);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(inputShapes[0].get(0), architecture.classes())};
  }
}
