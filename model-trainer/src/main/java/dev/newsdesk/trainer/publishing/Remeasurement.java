package dev.newsdesk.trainer.publishing;

import dev.newsdesk.classifier.checkpoint.Checkpoint;
import dev.newsdesk.classifier.checkpoint.CheckpointException;
import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.checkpoint.CheckpointWriter;
import dev.newsdesk.classifier.prediction.BatchPredictor;
import dev.newsdesk.classifier.text.TextEncoder;
import dev.newsdesk.trainer.data.NewsRow;
import dev.newsdesk.trainer.evaluation.CheckpointAccuracy;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Writes into a checkpoint its counts by category and what its answers look like, for one published
 * before they were kept.
 */
public final class Remeasurement {

  /** A figure may differ in a few rows by the machine. */
  private static final double TOLERANCE = 0.001;

  private Remeasurement() {}

  /**
   * Writes the figures into the checkpoint in a directory, in one move. Weights, words, golden
   * samples, id and stated accuracy stay as they are; manifest, model card and hashes are made
   * anew.
   *
   * @param measured what the same checkpoint reaches now
   * @return the manifest as written
   * @throws CheckpointException when the checkpoint does not reach what it states, or cannot be
   *     written
   */
  public static CheckpointManifest record(
      Checkpoint checkpoint,
      CheckpointAccuracy measured,
      BatchPredictor predictor,
      List<NewsRow> testRows,
      Path directory) {
    CheckpointManifest manifest = checkpoint.manifest();
    CheckpointManifest.Accuracy stated = manifest.accuracy();
    double reached = measured.test().accuracy();
    if (stated == null || Math.abs(stated.test() - reached) > TOLERANCE) {
      throw new CheckpointException(
          String.format(
              Locale.ROOT,
              "The checkpoint %s states an accuracy of %s and reaches %.4f: find out why before you"
                  + " record anything.",
              manifest.id(),
              stated == null ? "nothing" : Double.toString(stated.test()),
              reached));
    }
    CheckpointManifest complete =
        manifest
            .withAccuracy(
                new CheckpointManifest.Accuracy(
                    stated.notebook(),
                    stated.test(),
                    stated.testRows(),
                    stated.heldOut(),
                    measured.categories()))
            .withPredictions(
                PredictionFigures.of(
                    predictor, new TextEncoder(checkpoint.vocabulary()), testRows));
    CheckpointWriter.write(
        new Checkpoint(
            complete,
            checkpoint.vocabulary(),
            checkpoint.weights(),
            checkpoint.golden(),
            ModelCard.of(complete)),
        directory);
    return complete;
  }
}
