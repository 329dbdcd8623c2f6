package dev.newsdesk.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.trainer.SilentListener;
import dev.newsdesk.trainer.SmallExperiment;
import dev.newsdesk.trainer.SyntheticNews;
import dev.newsdesk.trainer.experiment.Experiment;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose epoch is selected by rows kept aside. */
class HeldOutRunTest {

  private static final int ROWS = 800;

  private static final Experiment EXPERIMENT = SmallExperiment.heldOut();

  private static TrainingSet data;

  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void prepare() {
    SmallExperiment.startEngine();
    TrainingSet all =
        TrainingSet.of(
            SyntheticNews.rows(ROWS, 1), SyntheticNews.rows(60, 2), EXPERIMENT.protocol());
    data =
        new TrainingSet(
            all.vocabulary(), all.train(), all.heldOut(), all.test(), all.sample().subList(0, 70));
  }

  @Test
  void keepsRowsAsideAndEvaluatesOnThemAtTheEndOfEachEpoch() {
    RunRecord record = run();

    assertThat(record.trainRows()).isEqualTo(ROWS * 95 / 100);
    assertThat(record.heldOutRows()).isEqualTo(ROWS * 5 / 100);
    assertThat(record.evaluations()).isEmpty();
    assertThat(record.epochs())
        .isNotEmpty()
        .allSatisfy(
            epoch -> {
              assertThat(Objects.requireNonNull(epoch.heldOut()).rows())
                  .isEqualTo(record.heldOutRows());
              assertThat(epoch.test()).isNull();
            });
  }

  @Test
  void endsAfterTwoEpochsThatAreNotBetterThanTheBest() {
    RunRecord record = run();
    List<Double> accuracies =
        record.epochs().stream()
            .map(epoch -> Objects.requireNonNull(epoch.heldOut()).accuracy())
            .toList();
    int best = accuracies.size() - 3;

    assertThat(record.isTrained()).isTrue();
    assertThat(accuracies.size()).isBetween(3, EXPERIMENT.protocol().epochs() - 1);
    assertThat(accuracies.subList(0, best)).allMatch(each -> each < accuracies.get(best));
    assertThat(accuracies.subList(best + 1, best + 3))
        .allMatch(each -> each <= accuracies.get(best));
  }

  @Test
  void selectsTheBestEpochAndReadsTheTestSetWithItsWeights() {
    RunRecord record = run();
    RunRecord.Epoch best =
        record.epochs().stream()
            .max(Comparator.comparing(each -> Objects.requireNonNull(each.heldOut()).accuracy()))
            .orElseThrow();
    Reading reading = Objects.requireNonNull(record.reading());

    assertThat(record.selected()).contains(best);
    assertThat(best.epoch()).isLessThan(record.epochs().size());
    assertThat(reading.epoch()).isEqualTo(best.epoch());
    assertThat(reading.test().rows()).isEqualTo(60);
    assertThat(reading.notebook().rows()).isEqualTo(70);
    assertThat(reading.classes()).hasSize(60).containsPattern("^[0-3]*$");
    assertThat(right(reading.classes()) / 60.0).isEqualTo(reading.test().accuracy());
    assertThat(directory().record()).contains(record);
  }

  @Test
  void readsTheTestSetWhereAStopCameBetweenTheLastEpochAndTheReading() {
    RunRecord whole = run();
    RunRecord unread =
        new RunRecord(
            whole.experiment(),
            whole.trainRows(),
            whole.heldOutRows(),
            whole.vocabularySize(),
            whole.evaluations(),
            whole.epochs(),
            whole.versions(),
            null);
    directory().replace(unread);

    assertThat(run()).isEqualTo(whole);
  }

  private static long right(String classes) {
    long right = 0;
    for (int row = 0; row < classes.length(); row++) {
      right += classes.charAt(row) - '0' == data.test().get(row).label() ? 1 : 0;
    }
    return right;
  }

  private RunRecord run() {
    return new TrainingRun(EXPERIMENT, data, directory(), new SilentListener(), () -> false)
        .run()
        .orElseThrow();
  }

  private RunDirectory directory() {
    return new RunDirectory(folder.resolve("run"));
  }
}
