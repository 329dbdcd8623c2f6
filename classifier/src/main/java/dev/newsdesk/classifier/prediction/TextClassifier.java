package dev.newsdesk.classifier.prediction;

import ai.djl.Device;
import ai.djl.Model;
import dev.newsdesk.classifier.checkpoint.Checkpoint;
import dev.newsdesk.classifier.checkpoint.CheckpointException;
import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.checkpoint.CheckpointReader;
import dev.newsdesk.classifier.checkpoint.GoldenSample;
import dev.newsdesk.classifier.network.InferenceNetworks;
import dev.newsdesk.classifier.network.RecurrentTextClassifier;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.classifier.text.TextEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A checkpoint's network on one device. Thread-safe; each thread takes a {@link BatchPredictor} of
 * its own, and all of them share the weights. Close the predictors first.
 *
 * <p>What was trained is what is served: a checkpoint with a changed byte, or whose golden samples
 * come out otherwise, is refused. Where {@link
 * dev.newsdesk.classifier.network.Architecture#isBatchInvariant()} holds, a text has the same label
 * and probabilities (to 1e-5, on CPUs) alone or in any batch, in any order; with the notebook's
 * networks, which read the padding, they depend on its batch-mates.
 *
 * <p>On NVIDIA's GPUs cuDNN's recurrent layers round factors to TF32, which has 10 bits, unless the
 * process has {@code NVIDIA_TF32_OVERRIDE=0} in its environment, as {@code ./newsdesk} and the GPU
 * image set it; DJL has no switch. There the bound was not measured.
 */
public final class TextClassifier implements AutoCloseable {

  /** How far a golden probability may be off on another processor. */
  static final double GOLDEN_TOLERANCE = 1e-4;

  private final Checkpoint checkpoint;
  private final TextEncoder encoder;
  private final Model model;

  private TextClassifier(Checkpoint checkpoint, Model model) {
    this.checkpoint = checkpoint;
    this.encoder = new TextEncoder(checkpoint.vocabulary());
    this.model = model;
  }

  /**
   * Reads a checkpoint directory and loads it.
   *
   * @throws CheckpointException when it is incomplete, changed, or not what was trained
   */
  public static TextClassifier load(Path directory, Device device) {
    return load(CheckpointReader.read(directory), device);
  }

  /**
   * Loads a checkpoint and recomputes its golden samples.
   *
   * @throws CheckpointException when the network does not give what it gave when it was written
   */
  public static TextClassifier load(Checkpoint checkpoint, Device device) {
    requireSound(checkpoint);
    Model model = Model.newInstance(checkpoint.manifest().id(), device, TorchEngine.NAME);
    try {
      InferenceNetworks.load(model, checkpoint.manifest().architecture(), checkpoint.weights());
      TextClassifier classifier = new TextClassifier(checkpoint, model);
      classifier.checkGoldenSamples();
      return classifier;
    } catch (PredictionException e) {
      model.close();
      throw new CheckpointException(
          "The network of checkpoint "
              + checkpoint.manifest().id()
              + " fails on a golden sample: publish another run.",
          e);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** Checks before the engine sees them what it would abort on, or answer nonsense with. */
  private static void requireSound(Checkpoint checkpoint) {
    try {
      checkpoint
          .weights()
          .requireFits(new RecurrentTextClassifier(checkpoint.manifest().architecture()));
      checkpoint.weights().requireFinite();
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(
          "The weights of checkpoint "
              + checkpoint.manifest().id()
              + " cannot be served ("
              + String.valueOf(e.getMessage()).replaceFirst("\\.$", "")
              + "): publish it again.",
          e);
    }
  }

  /** Returns a predictor for one thread. */
  public BatchPredictor newPredictor() {
    return newPredictor(BatchPlan.DEFAULT, work -> {});
  }

  /**
   * Returns a predictor for one thread.
   *
   * @param plan which texts share a padded batch
   * @param listener is told by that thread what each call took
   */
  public BatchPredictor newPredictor(BatchPlan plan, Consumer<PredictionWork> listener) {
    CheckpointManifest manifest = checkpoint.manifest();
    return new BatchPredictor(
        model, encoder, manifest.labels(), manifest.text().maxLength(), plan, listener);
  }

  /** Returns the encoder of this checkpoint's vocabulary. */
  public TextEncoder encoder() {
    return encoder;
  }

  /** Returns what was loaded. */
  public Checkpoint checkpoint() {
    return checkpoint;
  }

  private void checkGoldenSamples() {
    try (BatchPredictor predictor = newPredictor()) {
      for (GoldenSample sample : checkpoint.golden()) {
        Prediction prediction = predictor.classify(List.of(sample.text())).get(0);
        for (Map.Entry<String, Double> expected : sample.probabilities().entrySet()) {
          double actual = prediction.probabilities().getOrDefault(expected.getKey(), Double.NaN);
          if (!(Math.abs(actual - expected.getValue()) <= GOLDEN_TOLERANCE)) {
            throw new CheckpointException(
                "The checkpoint "
                    + checkpoint.manifest().id()
                    + " does not reproduce its golden samples ("
                    + expected.getKey()
                    + " came out as "
                    + actual
                    + " instead of "
                    + expected.getValue()
                    + "): serve it with the build that trained it, or publish it again.");
          }
        }
      }
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
