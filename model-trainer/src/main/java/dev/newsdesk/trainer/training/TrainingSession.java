package dev.newsdesk.trainer.training;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import dev.newsdesk.classifier.network.RecurrentTextClassifier;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.classifier.network.Weights;
import dev.newsdesk.classifier.prediction.BatchPredictor;
import dev.newsdesk.classifier.text.PaddedBatch;
import dev.newsdesk.classifier.text.TextEncoder;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.evaluation.Example;
import dev.newsdesk.trainer.experiment.Experiment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A network while it is trained, with its optimizer: one step a batch, nothing else. {@link
 * TrainingRun} makes a run of it. For one thread; the engine must have been started.
 */
public final class TrainingSession implements AutoCloseable {

  private final Experiment experiment;
  private final Engine engine;
  private final Model model;
  private final NDManager manager;
  private final RecurrentTextClassifier network;
  private final ParameterStore parameters;
  private final Adam optimizer;
  private final BatchPredictor predictor;
  private final Loss loss = new SoftmaxCrossEntropyLoss();

  /**
   * Draws initial weights from the experiment's seed, or goes on from a saved state.
   *
   * @param data whose vocabulary the network knows; its rows are not looked at
   * @param device holds weights and optimizer
   * @param state to go on from; null to begin
   * @throws IllegalArgumentException when the state is not one of this network
   */
  public TrainingSession(
      Experiment experiment, TrainingSet data, Device device, @Nullable SavedState state) {
    this.experiment = experiment;
    engine = Engine.getEngine(TorchEngine.NAME);
    model = Model.newInstance(experiment.name(), device, TorchEngine.NAME);
    manager = model.getNDManager();
    network =
        new RecurrentTextClassifier(
            experiment.architecture(data.vocabulary().size(), AgNews.LABELS.size()));
    engine.setRandomSeed((int) experiment.protocol().seed());
    try {
      if (state == null) {
        network.initialize(manager, DataType.FLOAT32, new Shape(1, 1));
      } else {
        state.weights().applyTo(network, manager);
      }
      optimizer = new Adam(network, experiment.protocol().learningRate(), manager);
      if (state != null) {
        restore(optimizer, state);
      }
    } catch (IllegalArgumentException e) {
      model.close();
      throw e;
    }
    model.setBlock(network);
    parameters = new ParameterStore(manager, false);
    int maxLength = experiment.protocol().maxLength();
    predictor =
        new BatchPredictor(model, new TextEncoder(data.vocabulary()), AgNews.LABELS, maxLength);
  }

  private void restore(Adam adam, SavedState state) {
    try (NDManager scope = manager.newSubManager()) {
      adam.restore(NDList.decode(scope, state.moments()), state.steps());
    }
  }

  /**
   * Begins a step; its dropout depends on nothing but the seed and the step's place, so that a run
   * can go on anywhere as if it had never stopped.
   */
  public void beginStep(int epoch, int step) {
    engine.setRandomSeed(Objects.hash(experiment.protocol().seed(), epoch, step));
  }

  /**
   * Learns from one batch: pads it, computes loss and gradients and lets Adam update the weights.
   *
   * @param examples at least one
   * @return the mean cross-entropy of the batch, in nats
   * @throws TrainingException when it is not finite; nothing was learnt then
   */
  public float step(List<Example> examples) {
    PaddedBatch batch =
        PaddedBatch.collate(
            examples.stream().map(Example::ids).toList(), experiment.protocol().maxLength());
    int[] labels = examples.stream().mapToInt(Example::label).toArray();
    float value;
    try (NDManager scope = manager.newSubManager()) {
      NDList inputs =
          new NDList(
              scope.create(batch.ids(), new Shape(batch.size(), batch.time())),
              scope.create(batch.lengths()));
      NDList truth = new NDList(scope.create(labels));
      try (GradientCollector gradients = engine.newGradientCollector()) {
        NDList logits = network.forward(parameters, inputs, true);
        NDArray mean = loss.evaluate(truth, logits);
        gradients.backward(mean);
        value = mean.getFloat();
      }
    }
    if (!Float.isFinite(value)) {
      throw new TrainingException(
          "The loss became "
              + value
              + " at step "
              + (optimizer.steps() + 1)
              + ": lower the learning rate, or look at the rows of that batch.");
    }
    optimizer.step();
    return value;
  }

  /** Returns the steps taken so far, over all epochs. */
  int steps() {
    return optimizer.steps();
  }

  /** Returns a predictor over the weights as they are at each call. */
  BatchPredictor predictor() {
    return predictor;
  }

  /** Returns weights and optimizer as they are now. */
  public SavedState save() {
    ByteArrayOutputStream moments = new ByteArrayOutputStream();
    try {
      optimizer.moments().encode(moments, NDList.Encoding.SAFETENSORS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SavedState(Weights.of(network), moments.toByteArray(), optimizer.steps());
  }

  /** Returns how many arrays are held for as long as this session lasts. */
  int heldArrays() {
    return manager.getManagedArrays().size();
  }

  @Override
  public void close() {
    predictor.close();
    model.close();
  }
}
