package dev.newsdesk.benchmarks.trainer;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Linear;
import ai.djl.training.GradientCollector;
import dev.newsdesk.classifier.network.Architecture;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.classifier.network.Weights;
import dev.newsdesk.classifier.text.PaddedBatch;
import dev.newsdesk.trainer.evaluation.Example;
import dev.newsdesk.trainer.experiment.Protocol;
import java.util.ArrayList;
import java.util.List;

/**
 * The trainer's step with nothing around the engine: no blocks, no parameter store, no collating,
 * batches made beforehand. Knows one-directional GRU and LSTM networks with max pooling.
 */
final class BareSteps implements AutoCloseable {

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final Architecture architecture;
  private final double learningRate;
  private final Engine engine = Engine.getEngine(TorchEngine.NAME);
  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), TorchEngine.NAME);
  private final List<NDArray> parameters = new ArrayList<>();
  private final List<NDArray> means = new ArrayList<>();
  private final List<NDArray> variances = new ArrayList<>();
  private final NDArray embedding;
  private final NDList recurrent = new NDList();
  private final NDArray linearWeight;
  private final NDArray linearBias;
  private final NDArray projectionWeight;
  private final NDArray projectionBias;
  private final List<NDArray> ids = new ArrayList<>();
  private final List<NDArray> labels = new ArrayList<>();
  private final NDArray state;
  private int steps;

  /** Starts from weights. */
  BareSteps(
      Architecture architecture, Protocol protocol, Weights weights, List<List<Example>> batches) {
    this.architecture = architecture;
    this.learningRate = protocol.learningRate();
    try (NDManager scope = manager.newSubManager()) {
      NDList stored = NDList.decode(scope, weights.toSafetensors());
      embedding = parameter(stored, "embedding.weight");
      for (int layer = 0; layer < architecture.layers(); layer++) {
        for (String name : List.of("weight_ih", "weight_hh", "bias_ih", "bias_hh")) {
          recurrent.add(parameter(stored, "rnn." + name + "_l" + layer));
        }
      }
      linearWeight = parameter(stored, "linear.weight");
      linearBias = parameter(stored, "linear.bias");
      projectionWeight = parameter(stored, "projection.weight");
      projectionBias = parameter(stored, "projection.bias");
    }
    for (List<Example> batch : batches) {
      PaddedBatch padded =
          PaddedBatch.collate(batch.stream().map(Example::ids).toList(), protocol.maxLength());
      ids.add(manager.create(padded.ids(), new Shape(padded.size(), padded.time())));
      labels.add(
          manager.create(
              batch.stream().mapToLong(Example::label).toArray(), new Shape(batch.size(), 1)));
    }
    state =
        manager.zeros(
            new Shape(architecture.layers(), protocol.batchSize(), architecture.hiddenSize()));
  }

  private NDArray parameter(NDList stored, String name) {
    // A decoded tensor lives in a Java buffer.
    NDArray parameter = stored.get(name).toType(DataType.FLOAT32, false).duplicate();
    parameter.attach(manager);
    parameter.setRequiresGradient(true);
    parameters.add(parameter);
    means.add(manager.zeros(parameter.getShape()));
    variances.add(manager.zeros(parameter.getShape()));
    return parameter;
  }

  /** Learns from the next batch and returns its loss. */
  float step() {
    int batch = steps % ids.size();
    float loss;
    try (NDManager scope = manager.newSubManager()) {
      // Results belong to their first input's manager.
      NDArray input = ids.get(batch);
      input.tempAttach(scope);
      try (GradientCollector gradients = engine.newGradientCollector()) {
        NDArray mean = logits(input).logSoftmax(-1).gather(labels.get(batch), 1).neg().mean();
        gradients.backward(mean);
        loss = mean.getFloat();
      }
    }
    steps++;
    update();
    return loss;
  }

  private NDArray logits(NDArray input) {
    var calls = input.getNDArrayInternal();
    NDArray embedded = calls.embedding(input, embedding, SparseFormat.DENSE).head();
    NDArray pooled = recur(embedded).max(new int[] {1});
    NDArray hidden = Linear.linear(pooled.tanh(), linearWeight, linearBias).head();
    NDArray kept =
        hidden.getNDArrayInternal().dropout(hidden, (float) architecture.dropout(), true).head();
    return Linear.linear(kept.tanh(), projectionWeight, projectionBias).head();
  }

  private NDArray recur(NDArray embedded) {
    var calls = embedded.getNDArrayInternal();
    int layers = architecture.layers();
    return switch (architecture.recurrent()) {
      case GRU -> calls.gru(embedded, state, recurrent, true, layers, 0, true, false, true).head();
      case LSTM ->
          calls
              .lstm(
                  embedded, new NDList(state, state), recurrent, true, layers, 0, true, false, true)
              .head();
      case RNN -> throw new IllegalStateException("Not measured.");
    };
  }

  private void update() {
    double varianceCorrection = Math.sqrt(1 - Math.pow(BETA2, steps));
    float rate = (float) (learningRate * varianceCorrection / (1 - Math.pow(BETA1, steps)));
    float epsilon = (float) (EPSILON * varianceCorrection);
    for (int i = 0; i < parameters.size(); i++) {
      NDArray value = parameters.get(i);
      try (NDArray gradient = value.getGradient()) {
        value
            .getNDArrayInternal()
            .adamUpdate(
                new NDList(value, gradient, means.get(i), variances.get(i)),
                new NDList(value),
                (float) learningRate,
                rate,
                0f,
                1f,
                -1f,
                (float) BETA1,
                (float) BETA2,
                epsilon,
                false,
                false);
      }
    }
  }

  /** Returns how many arrays are held between steps. */
  int heldArrays() {
    return manager.getManagedArrays().size();
  }

  @Override
  public void close() {
    manager.close();
  }
}
