package dev.newsdesk.trainer.publishing;

import ai.djl.Device;
import ai.djl.engine.Engine;
import dev.newsdesk.classifier.checkpoint.Checkpoint;
import dev.newsdesk.classifier.checkpoint.CheckpointException;
import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.checkpoint.CheckpointWriter;
import dev.newsdesk.classifier.network.Architecture;
import dev.newsdesk.classifier.network.Pooling;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.classifier.network.Weights;
import dev.newsdesk.classifier.prediction.BatchPredictor;
import dev.newsdesk.classifier.prediction.TextClassifier;
import dev.newsdesk.classifier.text.Vocabulary;
import dev.newsdesk.classifier.text.WordTokenizer;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.evaluation.CheckpointAccuracy;
import dev.newsdesk.trainer.experiment.Protocol;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes a checkpoint of weights that PyTorch trained, measured as our own are. */
public final class CheckpointImport {

  private final AgNews data;

  /** Measures on this data set. */
  public CheckpointImport(AgNews data) {
    this.data = data;
  }

  /**
   * Writes a checkpoint.
   *
   * @param stateDict the weights
   * @param words file with the words of the embedding's rows
   * @param pooling how the network pools, which its weights do not tell
   * @param name stands in the checkpoint's id, where a published one has its experiment
   * @return the manifest as written
   * @throws CheckpointException when weights and words make no network of the notebook's, or the
   *     directory cannot be written
   */
  public CheckpointManifest write(
      StateDict stateDict, Path words, Pooling pooling, String name, Path directory) {
    Architecture architecture = stateDict.architecture(pooling);
    Vocabulary vocabulary = stateDict.vocabulary(words);
    Weights weights = stateDict.weights();
    Checkpoint draft =
        new Checkpoint(
            manifest(name, architecture, vocabulary, weights), vocabulary, weights, List.of(), "");
    try (TextClassifier classifier = TextClassifier.load(draft, Device.cpu());
        BatchPredictor predictor = classifier.newPredictor()) {
      CheckpointAccuracy accuracy =
          CheckpointAccuracy.measure(predictor, classifier.encoder(), data.test());
      CheckpointManifest manifest =
          draft
              .manifest()
              .withAccuracy(accuracy.stated(null))
              .withPredictions(PredictionFigures.of(predictor, classifier.encoder(), data.test()));
      CheckpointWriter.write(
          new Checkpoint(
              manifest,
              vocabulary,
              weights,
              GoldenTexts.samples(predictor),
              ModelCard.of(manifest)),
          directory);
      return manifest;
    }
  }

  private static CheckpointManifest manifest(
      String name, Architecture architecture, Vocabulary vocabulary, Weights weights) {
    // The words came as they are: nobody knows how often each was seen.
    CheckpointManifest.TextPipeline text =
        new CheckpointManifest.TextPipeline(WordTokenizer.NAME, Protocol.NOTEBOOK.maxLength(), 0);
    return new CheckpointManifest(
        Checkpoint.FORMAT_VERSION,
        Checkpoint.id(name, architecture, text, AgNews.LABELS, vocabulary, weights),
        architecture,
        text,
        AgNews.LABELS,
        // Weights do not tell how they came about: 0 stands for what is unknown.
        new CheckpointManifest.Training(
            name,
            "unknown",
            0,
            0,
            0,
            0,
            Map.of(
                "importedWithDjl",
                Engine.getDjlVersion(),
                "importedWithPytorch",
                Engine.getEngine(TorchEngine.NAME).getVersion())),
        null,
        null,
        Map.of());
  }
}
