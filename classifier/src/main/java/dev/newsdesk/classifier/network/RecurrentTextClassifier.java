package dev.newsdesk.classifier.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
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
 * <p>A network that does not read the padding takes a batch in slices, too: the steps that come
 * next of its first rows, {@code [rows, steps]}, follow as further inputs.
 *
 * <p>Parameters carry the names and shapes of the notebook's {@code state_dict()}. The recurrent
 * layers call the engine directly, because DJL's bidirectional blocks hand their parameters over in
 * an order that PyTorch does not expect.
 */
public final class RecurrentTextClassifier extends AbstractBlock implements TextNetwork {

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

  @Override
  public BatchForm batchForm() {
    return architecture.isBatchInvariant() ? BatchForm.SLICED : BatchForm.WHOLE;
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
    NDArray lengths = inputs.get(1);
    NDList slices = new NDList(inputs);
    slices.remove(lengths);
    if (slices.size() > 1 && !architecture.isBatchInvariant()) {
      throw new IllegalArgumentException(
          "A network that reads the padding takes a batch whole, not in slices.");
    }
    NDArray pooled = recur(parameters, slices, lengths, training);
    NDArray hidden =
        Linear.linear(
                pooled.tanh(),
                value(parameters, linearWeight, pooled, training),
                value(parameters, linearBias, pooled, training))
            .head();
    NDArray kept = Dropout.dropout(hidden, (float) architecture.dropout(), training).head();
    return Linear.linear(
        kept.tanh(),
        value(parameters, projectionWeight, pooled, training),
        value(parameters, projectionBias, pooled, training));
  }

  /**
   * Goes through a batch slice by slice and returns the pooled outputs, {@code [batch, features]}.
   */
  private NDArray recur(
      ParameterStore parameters, NDList slices, NDArray lengths, boolean training) {
    NDManager manager = lengths.getManager();
    RunningPool pool = new RunningPool(architecture.pooling(), lengths);
    NDList states = initialStates(manager, lengths.getShape().get(0));
    for (NDArray ids : slices) {
      // What a slice leaves behind would fill memory, and the cache before that.
      try (NDManager scope = manager.newSubManager()) {
        // The ids stay: on a processor the engine reads them where they came from, and backwards,
        // too.
        NDArray embedded = embed(parameters, ids, training);
        embedded.attach(scope);
        NDList outputs = step(parameters, embedded, states, training);
        pool.add(outputs.head());
        states = outputs.subNDList(1);
        states.attach(manager);
      }
    }
    return pool.result();
  }

  private NDArray embed(ParameterStore parameters, NDArray ids, boolean training) {
    NDArray embedded =
        Embedding.embedding(ids, value(parameters, embedding, ids, training), SparseFormat.DENSE)
            .head();
    return training && architecture.embeddingDropout() > 0
        ? Dropout.dropout(embedded, (float) architecture.embeddingDropout(), true).head()
        : embedded;
  }

  private NDList initialStates(NDManager manager, long rows) {
    NDArray zeros =
        manager.zeros(
            new Shape(
                (long) architecture.layers() * architecture.directions(),
                rows,
                architecture.hiddenSize()));
    return architecture.recurrent() == RecurrentKind.LSTM
        ? new NDList(zeros, zeros)
        : new NDList(zeros);
  }

  /**
   * Returns the outputs of the last layer at every step, {@code [rows, time, features]}, and the
   * states after the last one, {@code [layers × directions, rows, hidden]}.
   *
   * @param states before the first step, of these rows and perhaps more
   */
  private NDList step(ParameterStore parameters, NDArray input, NDList states, boolean training) {
    NDList weights = new NDList(recurrent.size());
    for (Parameter parameter : recurrent) {
      weights.add(value(parameters, parameter, input, training));
    }
    int layers = architecture.layers();
    boolean bidirectional = architecture.bidirectional();
    NDList before = ofRows(states, input.getShape().get(0));
    var engine = input.getNDArrayInternal();
    return switch (architecture.recurrent()) {
      case RNN ->
          engine.rnn(
              input,
              before.head(),
              weights,
              true,
              layers,
              RNN.Activation.TANH,
              0,
              training,
              bidirectional,
              true);
      case GRU ->
          engine.gru(input, before.head(), weights, true, layers, 0, training, bidirectional, true);
      case LSTM ->
          engine.lstm(input, before, weights, true, layers, 0, training, bidirectional, true);
    };
  }

  private static NDList ofRows(NDList states, long rows) {
    if (states.head().getShape().get(1) == rows) {
      return states;
    }
    NDList some = new NDList();
    for (NDArray state : states) {
      NDArray narrowed = state.get(new NDIndex().addAllDim().addSliceDim(0, rows));
      // A GPU's recurrent layers refuse states that lie apart.
      some.add(state.getShape().get(0) > 1 ? narrowed.duplicate() : narrowed);
    }
    return some;
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
