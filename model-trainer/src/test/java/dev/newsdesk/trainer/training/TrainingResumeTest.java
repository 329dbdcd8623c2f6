package dev.newsdesk.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.trainer.SmallExperiment;
import dev.newsdesk.trainer.experiment.Experiment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that stop and go on, and what their folders must hold for it. */
class TrainingResumeTest {

  @TempDir private Path folder = Path.of("");
  private SmallRuns runs;

  @BeforeEach
  void prepare() {
    runs = new SmallRuns(folder);
  }

  @Test
  void goesOnAfterAnInterruptionAsIfThereHadBeenNone() {
    Experiment experiment = SmallExperiment.gru(3, 1e-2);
    RunRecord whole = runs.train(experiment, "whole", new TrainingRecorder());
    TrainingRecorder interrupting = new TrainingRecorder();
    interrupting.stopInEpoch(2);
    assertThatThrownBy(() -> runs.train(experiment, "resumed", interrupting))
        .isInstanceOf(TrainingRecorder.StoppedException.class);
    assertThat(runs.directory("resumed").record().orElseThrow().epochs()).hasSize(1);

    TrainingRecorder resuming = new TrainingRecorder();
    RunRecord resumed = runs.train(experiment, "resumed", resuming);

    assertThat(resuming.announced()).as("epochs run after the stop").hasSize(2);
    assertThat(SmallRuns.timeless(resumed)).isEqualTo(SmallRuns.timeless(whole));
    assertThat(runs.weights("resumed", 3)).isEqualTo(runs.weights("whole", 3));
  }

  @Test
  void stopsAfterSavingAndGoesOnInTheMiddleOfTheEpochAsIfItHadNotStopped() {
    Experiment experiment = SmallExperiment.gru(2, 1e-2);
    RunRecord whole = runs.train(experiment, "whole", new TrainingRecorder());
    int stopAfter = SmallRuns.STEPS + 11;
    TrainingRecorder stopping = new TrainingRecorder();

    Optional<RunRecord> stopped =
        runs.run(experiment, "resumed", stopping, () -> stopping.texts().size() == stopAfter);

    assertThat(stopped).isEmpty();
    assertThat(runs.directory("resumed").paused().orElseThrow().steps()).isEqualTo(11);
    TrainingRecorder resuming = new TrainingRecorder();
    RunRecord resumed = runs.train(experiment, "resumed", resuming);

    assertThat(resuming.announced()).as("epochs run after the stop").hasSize(1);
    assertThat(resuming.passedOver()).isEqualTo(11);
    assertThat(SmallRuns.timeless(resumed)).isEqualTo(SmallRuns.timeless(whole));
    assertThat(runs.weights("resumed", 2)).isEqualTo(runs.weights("whole", 2));
    assertThat(runs.directory("resumed").paused()).as("kept after the epoch").isEmpty();
  }

  @Test
  void stopsBeforeTheFirstStepToo() {
    Experiment experiment = SmallExperiment.gru(1, 1e-2);

    Optional<RunRecord> stopped = runs.run(experiment, "run", new TrainingRecorder(), () -> true);

    assertThat(stopped).isEmpty();
    assertThat(SmallRuns.timeless(runs.train(experiment, "run", new TrainingRecorder())))
        .isEqualTo(SmallRuns.timeless(runs.train(experiment, "whole", new TrainingRecorder())));
  }

  @Test
  void refusesAFolderWhereAnotherRunWasStoppedInItsFirstEpoch() {
    TrainingRecorder stopping = new TrainingRecorder();
    runs.run(SmallExperiment.gru(1, 1e-2), "run", stopping, () -> stopping.texts().size() == 3);

    assertThatThrownBy(
            () -> runs.train(SmallExperiment.gru(1, 1e-3), "run", new TrainingRecorder()))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("The run's folder holds another run of small-gru");
  }

  @Test
  void beginsAnewWhereTheFolderWasCleared() {
    runs.train(SmallExperiment.gru(1, 1e-2), "run", new TrainingRecorder());
    runs.directory("run").clear();

    assertThat(runs.directory("run").record()).isEmpty();
    assertThat(runs.train(SmallExperiment.gru(1, 1e-3), "run", new TrainingRecorder()).epochs())
        .hasSize(1);
  }

  @Test
  void doesNothingForAFinishedRun() {
    RunRecord record = runs.train(SmallExperiment.gru(), "run", new TrainingRecorder());
    TrainingRecorder recorder = new TrainingRecorder();

    assertThat(runs.train(SmallExperiment.gru(), "run", recorder)).isEqualTo(record);
    assertThat(recorder.announced()).isEmpty();
  }

  @Test
  void takesNoNoticeOfAnEpochThatWasNotSavedToItsEnd() throws IOException {
    Path stale = Files.createDirectories(folder.resolve("run").resolve(".epoch-1.part"));
    Files.writeString(stale.resolve("record.json"), "{\"half\": ");
    Files.writeString(stale.resolve("left-over.txt"), "?");

    RunRecord record = runs.train(SmallExperiment.gru(), "run", new TrainingRecorder());

    assertThat(record.epochs()).hasSize(2);
    assertThat(stale).doesNotExist();
    assertThat(folder.resolve("run").resolve("epoch-1").resolve("left-over.txt")).doesNotExist();
  }

  @Test
  void refusesAFolderThatHoldsAnotherRun() {
    runs.train(SmallExperiment.gru(1, 1e-2), "run", new TrainingRecorder());

    assertThatThrownBy(
            () -> runs.train(SmallExperiment.gru(1, 1e-3), "run", new TrainingRecorder()))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "The run's folder holds another run of small-gru (other settings or other rows): name"
                + " another folder with --runs, or begin anew with --no-resume.");
  }

  @Test
  void refusesAFolderThatCannotBeMade() throws IOException {
    Files.writeString(folder.resolve("file"), "not a folder");

    assertThatThrownBy(() -> runs.train(SmallExperiment.gru(), "file/run", new TrainingRecorder()))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith(
            "The run's folder " + folder.resolve("file/run") + " cannot be made (")
        .hasMessageEndingWith("): name another with --runs.");
  }

  @Test
  void refusesARecordThatIsNoRecord() throws IOException {
    runs.train(SmallExperiment.gru(1, 1e-2), "run", new TrainingRecorder());
    Path record = folder.resolve("run").resolve("epoch-1").resolve("record.json");
    Files.writeString(record, "{");

    assertThatThrownBy(
            () -> runs.train(SmallExperiment.gru(1, 1e-2), "run", new TrainingRecorder()))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("The record " + record + " is malformed (")
        .hasMessageEndingWith("): start a new run.");
  }

  @Test
  void refusesWeightsThatAreNoWeights() throws IOException {
    runs.train(SmallExperiment.gru(1, 1e-2), "run", new TrainingRecorder());
    Experiment longer = SmallExperiment.gru(2, 1e-2);
    Path epoch = folder.resolve("run").resolve("epoch-1");
    Path record = epoch.resolve("record.json");
    Files.writeString(record, Files.readString(record).replace("\"epochs\" : 1", "\"epochs\" : 2"));
    Files.writeString(epoch.resolve("model.safetensors"), "half a fi");

    assertThatThrownBy(() -> runs.train(longer, "run", new TrainingRecorder()))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith(
            "The saved state of epoch 1 is damaged (The weights are no whole safetensors file: ")
        .hasMessageEndingWith("): delete " + epoch + " and resume.");
  }
}
