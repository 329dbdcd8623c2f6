package dev.newsdesk.trainer.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import dev.newsdesk.classifier.checkpoint.Checkpoint;
import dev.newsdesk.classifier.checkpoint.CheckpointException;
import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.checkpoint.CheckpointReader;
import dev.newsdesk.classifier.checkpoint.CheckpointWriter;
import dev.newsdesk.classifier.network.Architecture;
import dev.newsdesk.classifier.network.Pooling;
import dev.newsdesk.classifier.network.RecurrentKind;
import dev.newsdesk.classifier.prediction.BatchPredictor;
import dev.newsdesk.classifier.prediction.TextClassifier;
import dev.newsdesk.trainer.SyntheticNews;
import dev.newsdesk.trainer.TinyStateDict;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.evaluation.CheckpointAccuracy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemeasurementTest {

  @TempDir private static Path folder = Path.of("");

  private static AgNews data;
  private static Path target = Path.of("");

  @BeforeAll
  static void writeData() throws IOException {
    data = new AgNews(SyntheticNews.writeTo(folder.resolve("data"), 4, 40));
  }

  @BeforeEach
  void writeCheckpointOfBefore() throws IOException {
    Architecture architecture = TinyStateDict.architecture(RecurrentKind.GRU, 1, false);
    target = folder.resolve("checkpoint");
    var unused =
        new CheckpointImport(data)
            .write(
                StateDict.read(TinyStateDict.weights(folder.resolve("weights"), architecture)),
                TinyStateDict.vocabulary(folder.resolve("vocabulary.txt")),
                Pooling.MAX,
                "mine",
                target);
    rewrite(null);
  }

  @Test
  void addsWhatAnswersLookLikeAndChangesNothingElse() throws IOException {
    CheckpointManifest before = CheckpointReader.read(target).manifest();
    byte[] weights = Files.readAllBytes(target.resolve("model.safetensors"));
    assertThat(before.predictions()).isNull();

    record();

    Checkpoint after = CheckpointReader.read(target);
    CheckpointManifest.Predictions predictions =
        Objects.requireNonNull(after.manifest().predictions());
    assertThat(predictions.shares()).containsOnlyKeys(AgNews.LABELS);
    assertThat(predictions.shares().values().stream().mapToDouble(share -> share).sum())
        .isCloseTo(1, within(1e-9));
    assertThat(predictions.confidence()).isBetween(0.25, 1.0);
    assertThat(after.manifest().id()).isEqualTo(before.id());
    CheckpointManifest.Accuracy accuracy = Objects.requireNonNull(after.manifest().accuracy());
    assertThat(withoutCategories(accuracy)).isEqualTo(before.accuracy());
    assertThat(Objects.requireNonNull(accuracy.categories())).containsOnlyKeys(AgNews.LABELS);
    assertThat(accuracy.categories().values().stream().mapToInt(counts -> counts.rows()).sum())
        .isEqualTo(accuracy.testRows());
    assertThat(target.resolve("model.safetensors")).hasBinaryContent(weights);
    assertThat(after.modelCard()).contains("its mean confidence is ");
    TextClassifier.load(target, Device.cpu()).close();
  }

  @Test
  void refusesACheckpointThatDoesNotReachWhatItStates() {
    rewrite(new CheckpointManifest.Accuracy(0.5, 1, 40, null, null));

    assertThatThrownBy(this::record)
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("states an accuracy of 1.0 and reaches ")
        .hasMessageEndingWith(": find out why before you record anything.");
  }

  private void record() {
    try (TextClassifier classifier = TextClassifier.load(target, Device.cpu());
        BatchPredictor predictor = classifier.newPredictor()) {
      var unused =
          Remeasurement.record(
              classifier.checkpoint(),
              CheckpointAccuracy.measure(predictor, classifier.encoder(), data.test()),
              predictor,
              data.test(),
              target);
    }
  }

  /** Writes it as before there was the field, with another accuracy if one is given. */
  private void rewrite(CheckpointManifest.@Nullable Accuracy accuracy) {
    Checkpoint checkpoint = CheckpointReader.read(target);
    CheckpointManifest manifest = checkpoint.manifest();
    CheckpointWriter.write(
        new Checkpoint(
            new CheckpointManifest(
                manifest.formatVersion(),
                manifest.id(),
                manifest.architecture(),
                manifest.text(),
                manifest.labels(),
                manifest.training(),
                accuracy == null ? withoutCategories(manifest.accuracy()) : accuracy,
                null,
                manifest.sha256()),
            checkpoint.vocabulary(),
            checkpoint.weights(),
            checkpoint.golden(),
            checkpoint.modelCard()),
        target);
  }

  private static CheckpointManifest.Accuracy withoutCategories(
      CheckpointManifest.@Nullable Accuracy accuracy) {
    CheckpointManifest.Accuracy stated = Objects.requireNonNull(accuracy);
    return new CheckpointManifest.Accuracy(
        stated.notebook(), stated.test(), stated.testRows(), stated.heldOut(), null);
  }
}
