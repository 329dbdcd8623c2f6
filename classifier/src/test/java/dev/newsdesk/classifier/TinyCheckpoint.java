package dev.newsdesk.classifier;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.newsdesk.classifier.checkpoint.Checkpoint;
import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.checkpoint.CheckpointManifest.Accuracy;
import dev.newsdesk.classifier.checkpoint.CheckpointManifest.TextPipeline;
import dev.newsdesk.classifier.checkpoint.CheckpointManifest.Training;
import dev.newsdesk.classifier.checkpoint.GoldenSample;
import dev.newsdesk.classifier.network.Architecture;
import dev.newsdesk.classifier.network.Pooling;
import dev.newsdesk.classifier.network.RecurrentKind;
import dev.newsdesk.classifier.network.RecurrentTextClassifier;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.classifier.network.Weights;
import dev.newsdesk.classifier.prediction.Prediction;
import dev.newsdesk.classifier.prediction.TextClassifier;
import dev.newsdesk.classifier.text.Vocabulary;
import dev.newsdesk.classifier.text.WordTokenizer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A checkpoint of a tiny network with random weights, the same ones each time. */
public final class TinyCheckpoint {

  /** The classes. */
  public static final List<String> LABELS = List.of("World", "Sports", "Business", "Sci/Tech");

  /** Words of the vocabulary, the special tokens aside: w4 to w39, each its id. */
  public static final Vocabulary VOCABULARY =
      new Vocabulary(
          Stream.concat(
                  Vocabulary.SPECIAL_TOKENS.stream(),
                  IntStream.range(4, 40).mapToObj(id -> "w" + id))
              .toList());

  /** The network. */
  public static final Architecture ARCHITECTURE =
      new Architecture(RecurrentKind.GRU, 1, false, 8, Pooling.MAX, 0.5, 0, VOCABULARY.size(), 4);

  /** What the checkpoint says of itself; the writer fills in the hashes. */
  public static final CheckpointManifest MANIFEST =
      new CheckpointManifest(
          Checkpoint.FORMAT_VERSION,
          "tiny-1",
          ARCHITECTURE,
          new TextPipeline(WordTokenizer.NAME, 4_096, 25),
          LABELS,
          new Training("tiny", "none", 0, 0, 1, 42, Map.of("djl", "0.36.0")),
          new Accuracy(0.25, 0.26, 7_600, null, null),
          null,
          Map.of());

  private TinyCheckpoint() {}

  /** Makes the checkpoint with golden samples that its network reproduces. */
  public static Checkpoint create() {
    Checkpoint bare = withWeights(weights(network -> {}));
    try (TextClassifier classifier = TextClassifier.load(bare, Device.cpu());
        var predictor = classifier.newPredictor()) {
      List<GoldenSample> golden =
          Stream.of("", "w5 w7, W9!", "café “w4” unseen\\u2028\n")
              .map(
                  text -> {
                    Prediction prediction = predictor.classify(List.of(text)).get(0);
                    return new GoldenSample(text, prediction.probabilities());
                  })
              .toList();
      return withGolden(bare, golden);
    }
  }

  /** Makes the checkpoint with other weights and no golden samples. */
  public static Checkpoint withWeights(Weights weights) {
    return new Checkpoint(MANIFEST, VOCABULARY, weights, List.of(), "# tiny\n");
  }

  /** Returns the checkpoint with other golden samples. */
  public static Checkpoint withGolden(Checkpoint checkpoint, List<GoldenSample> golden) {
    return new Checkpoint(
        checkpoint.manifest(),
        checkpoint.vocabulary(),
        checkpoint.weights(),
        golden,
        checkpoint.modelCard());
  }

  /** Draws the network's weights and lets {@code change} have its way with them. */
  public static Weights weights(Consumer<RecurrentTextClassifier> change) {
    TorchEngine.configure(1);
    TorchEngine.start().setRandomSeed(7);
    RecurrentTextClassifier network = new RecurrentTextClassifier(ARCHITECTURE);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), TorchEngine.NAME)) {
      network.initialize(manager, DataType.FLOAT32, new Shape(1, 1));
      change.accept(network);
      return Weights.of(network);
    }
  }
}
