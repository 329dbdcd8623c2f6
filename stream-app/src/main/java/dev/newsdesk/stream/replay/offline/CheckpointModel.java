package dev.newsdesk.stream.replay.offline;

import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.classifier.prediction.BatchPredictor;
import dev.newsdesk.classifier.prediction.Prediction;
import dev.newsdesk.classifier.prediction.TextClassifier;
import dev.newsdesk.classifier.text.Vocabulary;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The network of a checkpoint folder. */
public final class CheckpointModel implements LocalModel, AutoCloseable {

  private final TextClassifier classifier;
  private final CheckpointManifest manifest;
  private final BatchPredictor predictor;

  private CheckpointModel(TextClassifier classifier) {
    this.classifier = classifier;
    manifest = classifier.checkpoint().manifest();
    predictor = classifier.newPredictor();
  }

  /**
   * Loads a checkpoint folder.
   *
   * @param device auto, cpu or gpuN
   * @throws IllegalArgumentException when there is no such device
   * @throws dev.newsdesk.classifier.checkpoint.CheckpointException when the checkpoint is not sound
   */
  public static CheckpointModel load(Path directory, String device) {
    TorchEngine.start();
    return new CheckpointModel(TextClassifier.load(directory, TorchEngine.device(device)));
  }

  @Override
  public String id() {
    return manifest.id();
  }

  @Override
  public List<String> labels() {
    return manifest.labels();
  }

  @Override
  public boolean isBatchInvariant() {
    return manifest.architecture().isBatchInvariant();
  }

  @Override
  public List<String> classify(List<String> texts) {
    return predictor.classifyTogether(texts.stream().map(this::encode).toList()).stream()
        .map(Prediction::label)
        .toList();
  }

  @Override
  public int maxLength() {
    return manifest.text().maxLength();
  }

  @Override
  public int length(String text) {
    return encode(text).length;
  }

  @Override
  public String classifyPadded(String text, int length) {
    // A batch-mate of that length makes the batch as long.
    int[] mate = new int[length];
    Arrays.fill(mate, Vocabulary.UNKNOWN);
    return predictor.classifyTogether(List.of(encode(text), mate)).get(0).label();
  }

  private int[] encode(String text) {
    return classifier.encoder().encode(text, maxLength());
  }

  @Override
  public void close() {
    predictor.close();
    classifier.close();
  }
}
