package dev.newsdesk.trainer.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import dev.newsdesk.classifier.checkpoint.Checkpoint;
import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.checkpoint.CheckpointReader;
import dev.newsdesk.classifier.checkpoint.GoldenSample;
import dev.newsdesk.classifier.prediction.BatchPredictor;
import dev.newsdesk.classifier.prediction.TextClassifier;
import dev.newsdesk.trainer.SilentListener;
import dev.newsdesk.trainer.SmallExperiment;
import dev.newsdesk.trainer.SmallRun;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.data.NewsRow;
import dev.newsdesk.trainer.evaluation.CheckpointAccuracy;
import dev.newsdesk.trainer.evaluation.Evaluation;
import dev.newsdesk.trainer.experiment.Experiment;
import dev.newsdesk.trainer.training.RunDirectory;
import dev.newsdesk.trainer.training.RunRecord;
import dev.newsdesk.trainer.training.TrainingException;
import dev.newsdesk.trainer.training.TrainingRun;
import dev.newsdesk.trainer.training.TrainingSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {

  @TempDir private static Path folder = Path.of("");

  private static SmallRun run;
  private static Published result;
  private static Path published = Path.of("");

  @BeforeAll
  static void publish() throws IOException {
    run = SmallRun.in(folder);
    published = folder.resolve("published").resolve("checkpoint");
    result = publisher().publish(run.directory(), 2, published);
  }

  @Test
  void writesACheckpointThatLoadsAndSaysWhereItComesFrom() {
    Checkpoint checkpoint = CheckpointReader.read(published);

    CheckpointManifest manifest = checkpoint.manifest();
    assertThat(manifest.id()).isEqualTo(result.checkpoint()).matches("small-gru-[0-9a-f]{8}");
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
                  measured.notebook().accuracy(),
                  measured.test().accuracy(),
                  SmallRun.TEST_ROWS,
                  null,
                  measured.categories()));
      assertThat(measured.categories()).containsOnlyKeys(AgNews.LABELS);
      assertThat(measured.categories().values())
          .allSatisfy(counts -> assertThat(counts.rows()).isPositive());
      assertThat(measured.categories().values().stream().mapToInt(counts -> counts.right()).sum())
          .isEqualTo((int) Math.round(measured.test().accuracy() * SmallRun.TEST_ROWS));
      assertThat(measured.notebook().rows()).isEqualTo(5_000);
      assertThat(measured.test().accuracy()).isGreaterThan(0.9);
    }
  }

  @Test
  void publishesTheWeightsOfTheEpochAskedFor() {
    Path first = folder.resolve("first");

    Published other = publisher().publish(run.directory(), 1, first);

    assertThat(other.checkpoint()).isNotEqualTo(result.checkpoint());
    assertThat(CheckpointReader.read(first).manifest().training().epoch()).isEqualTo(1);
  }

  @Test
  void refusesAnEpochThatTheRunDoesNotHave() {
    for (int epoch : new int[] {0, 3}) {
      assertThatThrownBy(() -> publisher().publish(run.directory(), epoch, folder.resolve("no")))
          .isInstanceOf(TrainingException.class)
          .hasMessage("The run has not finished an epoch " + epoch + ": train it first.");
    }
    assertThat(folder.resolve("no")).doesNotExist();
  }

  @Test
  void refusesARunThatIsNotThere() {
    RunDirectory nowhere = new RunDirectory(folder.resolve("nowhere"));

    assertThatThrownBy(() -> publisher().publish(nowhere, 1, folder.resolve("no")))
        .isInstanceOf(TrainingException.class)
        .hasMessage("The run has finished no epoch: train it first.");
  }

  @Test
  void asksForAnEpochWhereNoRowsWereKeptAsideThatSelectOne() {
    assertThatThrownBy(() -> publisher().publish(run.directory(), null, folder.resolve("no")))
        .isInstanceOf(TrainingException.class)
        .hasMessage("The run kept no rows aside that select an epoch: name one with --epoch.");
  }

  @Test
  void writesNothingThatTheRuleRefuses() {
    Publisher refusing =
        new Publisher(
            run.data(),
            (candidate, heldOut, place) -> {
              throw new TrainingException("No " + candidate.id() + " at " + place.getFileName());
            });

    assertThatThrownBy(() -> refusing.publish(run.directory(), 2, folder.resolve("refused")))
        .isInstanceOf(TrainingException.class)
        .hasMessage("No " + result.checkpoint() + " at refused");
    assertThat(folder.resolve("refused")).doesNotExist();
  }

  @Test
  void tellsTheAnswerForEachTestRowAndItsSurestMistakes() {
    List<NewsRow> rows = run.data().test();
    List<Published.Mistake> wrong = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      int answer = result.classes().charAt(row) - '0';
      if (answer != rows.get(row).label()) {
        wrong.add(
            new Published.Mistake(
                row,
                rows.get(row).title(),
                rows.get(row).labelName(),
                AgNews.LABELS.get(answer),
                0));
      }
    }

    assertThat(1 - wrong.size() / 100.0).isEqualTo(result.testAccuracy());
    assertThat(result.worst())
        .hasSize(Math.min(10, wrong.size()))
        .isSortedAccordingTo(Comparator.comparing(Published.Mistake::confidence).reversed())
        .allMatch(mistake -> mistake.confidence() > 0.25);
  }

  @Test
  void publishesTheEpochThatHeldOutRowsSelectedAndMeasuresItThere() {
    RunDirectory directory = new RunDirectory(folder.resolve("held-out"));
    RunRecord record = trainHeldOut(directory);
    Path place = folder.resolve("honest");

    Published honest = new Publisher(run.data(), new HonestRule()).publish(directory, null, place);

    RunRecord.Epoch selected = record.selected().orElseThrow();
    Evaluation heldOut = Objects.requireNonNull(selected.heldOut());
    CheckpointManifest manifest = CheckpointReader.read(place).manifest();
    assertThat(honest.epoch()).isEqualTo(selected.epoch());
    assertThat(manifest.training().epoch()).isEqualTo(selected.epoch());
    assertThat(manifest.training().heldOutRows()).isEqualTo(SmallRun.TRAIN_ROWS * 5 / 100);
    // The stored weights have 16 bits, which can turn a close call.
    assertThat(honest.heldOutAccuracy()).isCloseTo(heldOut.accuracy(), within(0.05));
    assertThat(Objects.requireNonNull(manifest.accuracy()).heldOut())
        .isEqualTo(honest.heldOutAccuracy());
    assertThat(CheckpointReader.read(place).modelCard())
        .contains("| held out, 24 | ")
        .contains(
            "An article has the same probabilities (to 1e-5, on CPUs) alone or in any batch.");
  }

  @Test
  void anEpochThatTheHeldOutRowsDidNotSelectIsNotHonest() {
    RunDirectory directory = new RunDirectory(folder.resolve("unselected"));
    RunRecord record = trainHeldOut(directory);
    int last = record.epochs().size();
    assertThat(record.selected().orElseThrow().epoch()).isNotEqualTo(last);

    assertThatThrownBy(
            () ->
                new Publisher(run.data(), new HonestRule())
                    .publish(directory, last, folder.resolve("no")))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("No held-out rows selected these weights of small-held-out, so");
    assertThat(folder.resolve("no")).doesNotExist();
    publisher().publish(directory, last, folder.resolve("forced"));
    assertThat(CheckpointReader.read(folder.resolve("forced")).modelCard())
        .contains("The epoch was chosen by hand")
        .doesNotContain("held out, ");
  }

  private static RunRecord trainHeldOut(RunDirectory directory) {
    Experiment experiment = SmallExperiment.heldOut();
    TrainingSet all = TrainingSet.of(run.data(), experiment.protocol());
    TrainingSet set =
        new TrainingSet(
            all.vocabulary(), all.train(), all.heldOut(), all.test(), all.sample().subList(0, 50));
    return new TrainingRun(experiment, set, directory, new SilentListener(), () -> false)
        .run()
        .orElseThrow();
  }

  private static Publisher publisher() {
    return new Publisher(run.data(), PublishingRule.none());
  }
}
