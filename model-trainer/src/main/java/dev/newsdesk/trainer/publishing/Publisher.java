package dev.newsdesk.trainer.publishing;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import dev.newsdesk.classifier.checkpoint.Checkpoint;
import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.checkpoint.CheckpointWriter;
import dev.newsdesk.classifier.network.Architecture;
import dev.newsdesk.classifier.network.Weights;
import dev.newsdesk.classifier.prediction.BatchPredictor;
import dev.newsdesk.classifier.prediction.TextClassifier;
import dev.newsdesk.classifier.text.Vocabulary;
import dev.newsdesk.classifier.text.WordTokenizer;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.experiment.Experiment;
import dev.newsdesk.trainer.experiment.Protocol;
import dev.newsdesk.trainer.training.RunDirectory;
import dev.newsdesk.trainer.training.RunRecord;
import dev.newsdesk.trainer.training.TrainingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a run's weights, halved to 16 bits; accuracy and golden samples are those of the
 * weights as stored.
 */
public final class Publisher {

  private final AgNews data;
  private final PublishingRule rule;

  /** Publishes networks that were trained on this data set, if the rule admits them. */
  public Publisher(AgNews data, PublishingRule rule) {
    this.data = data;
    this.rule = rule;
  }

  /**
   * Writes a checkpoint of the weights at the end of an epoch.
   *
   * @param epoch counted from 1; null for the one that the held-out part selected
   * @throws TrainingException when the run has no such epoch, or the rule refuses it
   */
  public Published publish(RunDirectory run, @Nullable Integer epoch, Path directory) {
    RunRecord record =
        run.record()
            .orElseThrow(
                () -> new TrainingException("The run has finished no epoch: train it first."));
    int number = epoch == null ? selected(record) : epoch;
    if (number < 1 || number > record.epochs().size()) {
      throw new TrainingException(
          "The run has not finished an epoch " + number + ": train it first.");
    }
    boolean selected =
        record.isTrained() && record.selected().map(best -> best.epoch() == number).orElse(false);
    Weights weights = run.weights(number).storedAs(DataType.FLOAT16);
    CheckpointManifest manifest = manifest(record, number, selected, run.vocabulary(), weights);
    Checkpoint draft = new Checkpoint(manifest, run.vocabulary(), weights, List.of(), "");
    try (TextClassifier classifier = TextClassifier.load(draft, Device.cpu());
        BatchPredictor predictor = classifier.newPredictor()) {
      Double heldOut =
          selected
              ? Measured.heldOut(
                  predictor, classifier.encoder(), data, record.experiment().protocol())
              : null;
      // Before the test set is looked at.
      rule.check(manifest, heldOut, directory);
      Measured measured = Measured.of(predictor, classifier.encoder(), data.test());
      CheckpointManifest complete =
          manifest
              .withAccuracy(accuracy(measured, heldOut))
              .withPredictions(measured.predictions());
      CheckpointWriter.write(
          new Checkpoint(
              complete,
              draft.vocabulary(),
              weights,
              GoldenTexts.samples(predictor),
              ModelCard.of(complete)),
          directory);
      return published(complete, measured, heldOut);
    }
  }

  private static int selected(RunRecord record) {
    if (!record.isTrained()) {
      throw new TrainingException(
          "The run is not finished, and its held-out part has selected no epoch yet: train it to its"
              + " end, or name an --epoch.");
    }
    return record
        .selected()
        .orElseThrow(
            () ->
                new TrainingException(
                    "The run kept no rows aside that select an epoch: name one with --epoch."))
        .epoch();
  }

  private static CheckpointManifest manifest(
      RunRecord record, int epoch, boolean selected, Vocabulary vocabulary, Weights weights) {
    Experiment experiment = record.experiment();
    Protocol protocol = experiment.protocol();
    Architecture architecture = experiment.architecture(vocabulary.size(), AgNews.LABELS.size());
    CheckpointManifest.TextPipeline text =
        new CheckpointManifest.TextPipeline(
            WordTokenizer.NAME, protocol.maxLength(), protocol.vocabularyThreshold());
    return new CheckpointManifest(
        Checkpoint.FORMAT_VERSION,
        Checkpoint.id(experiment.name(), architecture, text, AgNews.LABELS, vocabulary, weights),
        architecture,
        text,
        AgNews.LABELS,
        new CheckpointManifest.Training(
            experiment.name(),
            "AG News",
            record.trainRows(),
            selected ? record.heldOutRows() : 0,
            epoch,
            protocol.seed(),
            record.versions()),
        null,
        null,
        Map.of());
  }

  private static CheckpointManifest.Accuracy accuracy(Measured measured, @Nullable Double heldOut) {
    return new CheckpointManifest.Accuracy(
        measured.notebook().accuracy(),
        measured.test().evaluation().accuracy(),
        measured.test().evaluation().rows(),
        heldOut,
        measured.categories());
  }

  private static Published published(
      CheckpointManifest manifest, Measured measured, @Nullable Double heldOut) {
    return new Published(
        manifest.id(),
        manifest.training().experiment(),
        manifest.training().epoch(),
        heldOut == null ? 0 : heldOut,
        measured.notebook().accuracy(),
        measured.test().evaluation().accuracy(),
        measured.test().classes(),
        measured.worst());
  }
}
