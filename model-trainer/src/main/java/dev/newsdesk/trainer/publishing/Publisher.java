package dev.newsdesk.trainer.publishing;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import dev.newsdesk.classifier.checkpoint.Checkpoint;
import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.checkpoint.CheckpointWriter;
import dev.newsdesk.classifier.checkpoint.GoldenSample;
import dev.newsdesk.classifier.network.Weights;
import dev.newsdesk.classifier.prediction.BatchPredictor;
import dev.newsdesk.classifier.prediction.TextClassifier;
import dev.newsdesk.classifier.text.Vocabulary;
import dev.newsdesk.classifier.text.WordTokenizer;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.evaluation.CheckpointAccuracy;
import dev.newsdesk.trainer.experiment.Experiment;
import dev.newsdesk.trainer.experiment.Protocol;
import dev.newsdesk.trainer.training.RunDirectory;
import dev.newsdesk.trainer.training.RunRecord;
import dev.newsdesk.trainer.training.TrainingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Publishes a run's weights, halved to 16 bits; accuracy and golden samples are those of the
 * weights as stored.
 */
public final class Publisher {

  private static final String GOLDEN_TEXTS = "golden-texts.txt";

  private final AgNews data;

  /** Publishes networks that were trained on this data set. */
  public Publisher(AgNews data) {
    this.data = data;
  }

  /**
   * Writes a checkpoint of the weights at the end of an epoch.
   *
   * @return the checkpoint's id
   * @throws TrainingException when the run has no such epoch
   */
  public String publish(RunDirectory run, int epoch, Path directory) {
    RunRecord record =
        run.record()
            .filter(finished -> epoch >= 1 && epoch <= finished.epochs().size())
            .orElseThrow(
                () ->
                    new TrainingException(
                        "The run has not finished an epoch " + epoch + ": train it first."));
    Weights weights = run.weights(epoch).storedAs(DataType.FLOAT16);
    Checkpoint draft =
        new Checkpoint(
            manifest(record, epoch, run.vocabulary(), weights),
            run.vocabulary(),
            weights,
            List.of());
    try (TextClassifier classifier = TextClassifier.load(draft, Device.cpu());
        BatchPredictor predictor = classifier.newPredictor()) {
      CheckpointAccuracy accuracy =
          CheckpointAccuracy.measure(predictor, classifier.encoder(), data.test());
      CheckpointManifest manifest =
          draft
              .manifest()
              .withAccuracy(
                  new CheckpointManifest.Accuracy(
                      accuracy.notebook().accuracy(),
                      accuracy.test().accuracy(),
                      accuracy.test().rows()));
      CheckpointWriter.write(
          new Checkpoint(manifest, draft.vocabulary(), weights, golden(predictor)), directory);
      return manifest.id();
    }
  }

  private static CheckpointManifest manifest(
      RunRecord record, int epoch, Vocabulary vocabulary, Weights weights) {
    Experiment experiment = record.experiment();
    Protocol protocol = experiment.protocol();
    return new CheckpointManifest(
        Checkpoint.FORMAT_VERSION,
        Checkpoint.id(experiment.name(), weights),
        experiment.architecture(vocabulary.size(), AgNews.LABELS.size()),
        new CheckpointManifest.TextPipeline(
            WordTokenizer.NAME, protocol.maxLength(), protocol.vocabularyThreshold()),
        AgNews.LABELS,
        new CheckpointManifest.Training(
            experiment.name(),
            "AG News",
            record.trainRows(),
            epoch,
            protocol.seed(),
            record.versions()),
        null,
        Map.of());
  }

  private static List<GoldenSample> golden(BatchPredictor predictor) {
    return goldenTexts().stream()
        .map(
            text ->
                new GoldenSample(text, predictor.classify(List.of(text)).get(0).probabilities()))
        .toList();
  }

  private static List<String> goldenTexts() {
    InputStream resource =
        Objects.requireNonNull(Publisher.class.getResourceAsStream(GOLDEN_TEXTS), GOLDEN_TEXTS);
    try (resource) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
