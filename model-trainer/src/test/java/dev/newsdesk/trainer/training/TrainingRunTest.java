package dev.newsdesk.trainer.training;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.DOUBLE;

import dev.newsdesk.trainer.SmallExperiment;
import dev.newsdesk.trainer.evaluation.Evaluation;
import dev.newsdesk.trainer.experiment.Experiment;
import java.nio.file.Path;
import java.util.Objects;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run from its first step to its last. */
class TrainingRunTest {

  @TempDir private Path folder = Path.of("");
  private SmallRuns runs;

  @BeforeEach
  void prepare() {
    runs = new SmallRuns(folder);
  }

  @Test
  void learnsWhatTellsTheClassesApart() {
    RunRecord record = runs.train(SmallExperiment.gru(), "run", new TrainingRecorder());

    assertThat(record.evaluations().get(0).test().accuracy()).isLessThan(0.6);
    assertThat(record.epochs().get(1).test())
        .extracting(Evaluation::accuracy, as(DOUBLE))
        .isGreaterThan(0.9);
    assertThat(record.epochs().get(1).trainLoss())
        .isLessThan(0.5 * record.epochs().get(0).trainLoss());
  }

  @Test
  void recordsWhatWasRun() {
    RunRecord record = runs.train(SmallExperiment.gru(), "run", new TrainingRecorder());

    assertThat(record.experiment()).isEqualTo(SmallExperiment.gru());
    assertThat(record.trainRows()).isEqualTo(SmallRuns.ROWS);
    assertThat(record.vocabularySize()).isEqualTo(runs.data().vocabulary().size());
    assertThat(record.versions()).containsKeys("djl", "pytorch", "java");
    assertThat(record.epochs())
        .allMatch(epoch -> epoch.steps() == SmallRuns.STEPS && epoch.seconds() > 0);
    assertThat(runs.directory("run").record()).contains(record);
  }

  @Test
  void evaluatesAfterTheFirstStepAndHalfWayOfEachEpoch() {
    TrainingRecorder recorder = new TrainingRecorder();

    RunRecord record = runs.train(SmallExperiment.gru(), "run", recorder);

    assertThat(record.evaluations())
        .extracting(RunRecord.Measurement::epoch, RunRecord.Measurement::step)
        .containsExactly(
            Tuple.tuple(1, 1), Tuple.tuple(1, 9), Tuple.tuple(2, 1), Tuple.tuple(2, 9));
    assertThat(record.evaluations())
        .allMatch(each -> each.notebook().rows() == 70 && each.test().rows() == 100);
    assertThat(recorder.measured()).isEqualTo(record.evaluations());
  }

  @Test
  void showsEveryTextOnceAnEpoch() {
    TrainingRecorder recorder = new TrainingRecorder();

    runs.train(SmallExperiment.gru(), "run", recorder);

    assertThat(recorder.announced()).containsExactly(SmallRuns.ROWS, SmallRuns.ROWS);
    assertThat(recorder.texts()).hasSize(2 * SmallRuns.STEPS);
    assertThat(recorder.texts().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(2 * SmallRuns.ROWS);
  }

  @Test
  void givesTheSameForTheSameSeed() {
    RunRecord first = runs.train(SmallExperiment.gru(), "first", new TrainingRecorder());
    RunRecord second = runs.train(SmallExperiment.gru(), "second", new TrainingRecorder());

    assertThat(SmallRuns.timeless(second)).isEqualTo(SmallRuns.timeless(first));
    assertThat(runs.weights("second", 2)).isEqualTo(runs.weights("first", 2));
  }

  @Test
  void givesAnotherNetworkForEachEpoch() {
    runs.train(SmallExperiment.gru(), "run", new TrainingRecorder());

    assertThat(runs.weights("run", 1)).isNotEqualTo(runs.weights("run", 2));
  }

  @Test
  void keepsTheAnswersOfTheEvaluationThatCounts() {
    RunRecord record = runs.train(SmallExperiment.gru(), "run", new TrainingRecorder());

    Reading reading = Objects.requireNonNull(record.reading());
    assertThat(record.best()).contains(reading.measurement());
    assertThat(reading.classes()).hasSize(100).containsPattern("^[0-3]*$");
    int right = 0;
    for (int row = 0; row < 100; row++) {
      right += reading.classes().charAt(row) - '0' == runs.data().test().get(row).label() ? 1 : 0;
    }
    assertThat(right / 100.0).isEqualTo(reading.test().accuracy());
  }

  @Test
  void stopsAtTheStepAfterWhichTheWeightsAreNoLongerFinite() {
    Experiment diverging = SmallExperiment.gru(1, 1e38);

    assertThatThrownBy(() -> runs.train(diverging, "run", new TrainingRecorder()))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "The network cannot be evaluated after step 1 (The network gave a probability of NaN):"
                + " lower the learning rate.");
    assertThat(runs.directory("run").record()).isEmpty();
  }
}
