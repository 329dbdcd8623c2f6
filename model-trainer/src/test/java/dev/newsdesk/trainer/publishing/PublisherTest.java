package dev.newsdesk.trainer.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import dev.newsdesk.classifier.checkpoint.Checkpoint;
import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.checkpoint.CheckpointReader;
import dev.newsdesk.classifier.checkpoint.GoldenSample;
import dev.newsdesk.classifier.prediction.BatchPredictor;
import dev.newsdesk.classifier.prediction.TextClassifier;
import dev.newsdesk.trainer.SmallRun;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.evaluation.CheckpointAccuracy;
import dev.newsdesk.trainer.training.RunDirectory;
import dev.newsdesk.trainer.training.TrainingException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {

  @TempDir private static Path folder = Path.of("");

  private static SmallRun run;
  private static String id = "";
  private static Path published = Path.of("");

  @BeforeAll
  static void publish() throws IOException {
    run = SmallRun.in(folder);
    published = folder.resolve("published").resolve("checkpoint");
    id = new Publisher(run.data()).publish(run.directory(), 2, published);
  }

  @Test
  void writesACheckpointThatLoadsAndSaysWhereItComesFrom() {
    Checkpoint checkpoint = CheckpointReader.read(published);

    CheckpointManifest manifest = checkpoint.manifest();
    assertThat(manifest.id()).isEqualTo(id).matches("small-gru-[0-9a-f]{8}");
    assertThat(manifest.labels()).isEqualTo(AgNews.LABELS);
    assertThat(manifest.training().rows()).isEqualTo(SmallRun.TRAIN_ROWS);
    assertThat(manifest.training().epoch()).isEqualTo(2);
    assertThat(manifest.training().seed()).isEqualTo(42);
    assertThat(manifest.training().versions()).containsKey("pytorch");
    assertThat(manifest.text().vocabularyThreshold()).isEqualTo(25);
    assertThat(checkpoint.vocabulary().words()).isEqualTo(run.directory().vocabulary().words());
  }

  @Test
  void writesGoldenSamplesOfTextsOfManyKinds() {
    assertThat(CheckpointReader.read(published).golden())
        .hasSize(10)
        .allSatisfy(
            sample ->
                assertThat(
                        sample.probabilities().values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum())
                    .isBetween(0.999, 1.001))
        .extracting(GoldenSample::text)
        .anyMatch(text -> text.contains("&lt;b&gt;"))
        .anyMatch(text -> text.equals("Markets"));
  }

  @Test
  void statesTheAccuracyOfWhatIsStored() {
    try (TextClassifier classifier = TextClassifier.load(published, Device.cpu());
        BatchPredictor predictor = classifier.newPredictor()) {
      CheckpointAccuracy measured =
          CheckpointAccuracy.measure(predictor, classifier.encoder(), run.data().test());

      assertThat(classifier.checkpoint().manifest().accuracy())
          .isEqualTo(
              new CheckpointManifest.Accuracy(
                  measured.notebook().accuracy(), measured.test().accuracy(), SmallRun.TEST_ROWS));
      assertThat(measured.notebook().rows()).isEqualTo(5_000);
      assertThat(measured.test().accuracy()).isGreaterThan(0.9);
    }
  }

  @Test
  void publishesTheWeightsOfTheEpochAskedFor() {
    Path first = folder.resolve("first");

    String other = new Publisher(run.data()).publish(run.directory(), 1, first);

    assertThat(other).isNotEqualTo(id);
    assertThat(CheckpointReader.read(first).manifest().training().epoch()).isEqualTo(1);
  }

  @Test
  void refusesAnEpochThatTheRunDoesNotHave() {
    for (int epoch : new int[] {0, 3}) {
      assertThatThrownBy(
              () -> new Publisher(run.data()).publish(run.directory(), epoch, folder.resolve("no")))
          .isInstanceOf(TrainingException.class)
          .hasMessage("The run has not finished an epoch " + epoch + ": train it first.");
    }
    assertThat(folder.resolve("no")).doesNotExist();
  }

  @Test
  void refusesARunThatIsNotThere() {
    RunDirectory nowhere = new RunDirectory(folder.resolve("nowhere"));

    assertThatThrownBy(() -> new Publisher(run.data()).publish(nowhere, 1, folder.resolve("no")))
        .isInstanceOf(TrainingException.class)
        .hasMessage("The run has not finished an epoch 1: train it first.");
  }
}
