package dev.newsdesk.trainer.training;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.DOUBLE;

import dev.newsdesk.trainer.SmallExperiment;
import dev.newsdesk.trainer.SyntheticNews;
import dev.newsdesk.trainer.evaluation.Evaluation;
import dev.newsdesk.trainer.experiment.Experiment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunTest {

  /** 480 rows make 15 batches, 490 a short one more. */
  private static final int ROWS = 490;

  private static final int STEPS = 16;

  private static TrainingSet data;

  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void prepare() {
    SmallExperiment.startEngine();
    TrainingSet all =
        TrainingSet.of(
            SyntheticNews.rows(ROWS, 1),
            SyntheticNews.rows(100, 2),
            SmallExperiment.gru().protocol());
    data =
        new TrainingSet(
            all.vocabulary(), all.train(), all.heldOut(), all.test(), all.sample().subList(0, 70));
  }

  @Test
  void learnsWhatTellsTheClassesApart() {
    RunRecord record = train(SmallExperiment.gru(), "run", new Recorder());

    assertThat(record.evaluations().get(0).test().accuracy()).isLessThan(0.6);
    assertThat(record.epochs().get(1).test())
        .extracting(Evaluation::accuracy, as(DOUBLE))
        .isGreaterThan(0.9);
    assertThat(record.epochs().get(1).trainLoss())
        .isLessThan(0.5 * record.epochs().get(0).trainLoss());
  }

  @Test
  void recordsWhatWasRun() {
    RunRecord record = train(SmallExperiment.gru(), "run", new Recorder());

    assertThat(record.experiment()).isEqualTo(SmallExperiment.gru());
    assertThat(record.trainRows()).isEqualTo(ROWS);
    assertThat(record.vocabularySize()).isEqualTo(data.vocabulary().size());
    assertThat(record.versions()).containsKeys("djl", "pytorch", "java");
    assertThat(record.epochs()).allMatch(epoch -> epoch.steps() == STEPS && epoch.seconds() > 0);
    assertThat(directory("run").record()).contains(record);
  }

  @Test
  void evaluatesAfterTheFirstStepAndHalfWayOfEachEpoch() {
    Recorder recorder = new Recorder();

    RunRecord record = train(SmallExperiment.gru(), "run", recorder);

    assertThat(record.evaluations())
        .extracting(RunRecord.Measurement::epoch, RunRecord.Measurement::step)
        .containsExactly(tuple(1, 1), tuple(1, 9), tuple(2, 1), tuple(2, 9));
    assertThat(record.evaluations())
        .allMatch(each -> each.notebook().rows() == 70 && each.test().rows() == 100);
    assertThat(recorder.measured).isEqualTo(record.evaluations());
  }

  @Test
  void showsEveryTextOnceAnEpoch() {
    Recorder recorder = new Recorder();

    train(SmallExperiment.gru(), "run", recorder);

    assertThat(recorder.announced).containsExactly(ROWS, ROWS);
    assertThat(recorder.texts).hasSize(2 * STEPS);
    assertThat(recorder.texts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2 * ROWS);
  }

  @Test
  void givesTheSameForTheSameSeed() {
    RunRecord first = train(SmallExperiment.gru(), "first", new Recorder());
    RunRecord second = train(SmallExperiment.gru(), "second", new Recorder());

    assertThat(timeless(second)).isEqualTo(timeless(first));
    assertThat(weights("second", 2)).isEqualTo(weights("first", 2));
  }

  @Test
  void givesAnotherNetworkForEachEpoch() {
    train(SmallExperiment.gru(), "run", new Recorder());

    assertThat(weights("run", 1)).isNotEqualTo(weights("run", 2));
  }

  @Test
  void goesOnAfterAnInterruptionAsIfThereHadBeenNone() {
    Experiment experiment = SmallExperiment.gru(3, 1e-2);
    RunRecord whole = train(experiment, "whole", new Recorder());
    Recorder interrupting = new Recorder();
    interrupting.stopInEpoch = 2;
    assertThatThrownBy(() -> train(experiment, "resumed", interrupting))
        .isInstanceOf(StoppedException.class);
    assertThat(directory("resumed").record().orElseThrow().epochs()).hasSize(1);

    Recorder resuming = new Recorder();
    RunRecord resumed = train(experiment, "resumed", resuming);

    assertThat(resuming.announced).as("epochs run after the stop").hasSize(2);
    assertThat(timeless(resumed)).isEqualTo(timeless(whole));
    assertThat(weights("resumed", 3)).isEqualTo(weights("whole", 3));
  }

  @Test
  void stopsAfterSavingAndGoesOnInTheMiddleOfTheEpochAsIfItHadNotStopped() {
    Experiment experiment = SmallExperiment.gru(2, 1e-2);
    RunRecord whole = train(experiment, "whole", new Recorder());
    int stopAfter = STEPS + 11;
    Recorder stopping = new Recorder();

    Optional<RunRecord> stopped =
        new TrainingRun(
                experiment,
                data,
                directory("resumed"),
                stopping,
                () -> stopping.texts.size() == stopAfter)
            .run();

    assertThat(stopped).isEmpty();
    assertThat(directory("resumed").paused().orElseThrow().steps()).isEqualTo(11);
    Recorder resuming = new Recorder();
    RunRecord resumed = train(experiment, "resumed", resuming);

    assertThat(resuming.announced).as("epochs run after the stop").hasSize(1);
    assertThat(resuming.passedOver).isEqualTo(11);
    assertThat(timeless(resumed)).isEqualTo(timeless(whole));
    assertThat(weights("resumed", 2)).isEqualTo(weights("whole", 2));
    assertThat(directory("resumed").paused()).as("kept after the epoch").isEmpty();
  }

  @Test
  void stopsBeforeTheFirstStepToo() {
    Experiment experiment = SmallExperiment.gru(1, 1e-2);

    Optional<RunRecord> stopped =
        new TrainingRun(experiment, data, directory("run"), new Recorder(), () -> true).run();

    assertThat(stopped).isEmpty();
    assertThat(timeless(train(experiment, "run", new Recorder())))
        .isEqualTo(timeless(train(experiment, "whole", new Recorder())));
  }

  @Test
  void refusesAFolderWhereAnotherRunWasStoppedInItsFirstEpoch() {
    Recorder stopping = new Recorder();
    new TrainingRun(
            SmallExperiment.gru(1, 1e-2),
            data,
            directory("run"),
            stopping,
            () -> stopping.texts.size() == 3)
        .run();

    assertThatThrownBy(() -> train(SmallExperiment.gru(1, 1e-3), "run", new Recorder()))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("The run's folder holds another run of small-gru");
  }

  @Test
  void keepsTheAnswersOfTheEvaluationThatCounts() {
    RunRecord record = train(SmallExperiment.gru(), "run", new Recorder());

    Reading reading = Objects.requireNonNull(record.reading());
    assertThat(record.best()).contains(reading.measurement());
    assertThat(reading.classes()).hasSize(100).containsPattern("^[0-3]*$");
    int right = 0;
    for (int row = 0; row < 100; row++) {
      right += reading.classes().charAt(row) - '0' == data.test().get(row).label() ? 1 : 0;
    }
    assertThat(right / 100.0).isEqualTo(reading.test().accuracy());
  }

  @Test
  void beginsAnewWhereTheFolderWasCleared() {
    train(SmallExperiment.gru(1, 1e-2), "run", new Recorder());
    directory("run").clear();

    assertThat(directory("run").record()).isEmpty();
    assertThat(train(SmallExperiment.gru(1, 1e-3), "run", new Recorder()).epochs()).hasSize(1);
  }

  @Test
  void doesNothingForAFinishedRun() {
    RunRecord record = train(SmallExperiment.gru(), "run", new Recorder());
    Recorder recorder = new Recorder();

    assertThat(train(SmallExperiment.gru(), "run", recorder)).isEqualTo(record);
    assertThat(recorder.announced).isEmpty();
  }

  @Test
  void takesNoNoticeOfAnEpochThatWasNotSavedToItsEnd() throws IOException {
    Path stale = Files.createDirectories(folder.resolve("run").resolve(".epoch-1.part"));
    Files.writeString(stale.resolve("record.json"), "{\"half\": ");
    Files.writeString(stale.resolve("left-over.txt"), "?");

    RunRecord record = train(SmallExperiment.gru(), "run", new Recorder());

    assertThat(record.epochs()).hasSize(2);
    assertThat(stale).doesNotExist();
    assertThat(folder.resolve("run").resolve("epoch-1").resolve("left-over.txt")).doesNotExist();
  }

  @Test
  void refusesAFolderThatHoldsAnotherRun() {
    train(SmallExperiment.gru(1, 1e-2), "run", new Recorder());

    assertThatThrownBy(() -> train(SmallExperiment.gru(1, 1e-3), "run", new Recorder()))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "The run's folder holds another run of small-gru (other settings or other rows): name"
                + " another folder with --runs, or begin anew with --no-resume.");
  }

  @Test
  void refusesAFolderThatCannotBeMade() throws IOException {
    Files.writeString(folder.resolve("file"), "not a folder");

    assertThatThrownBy(() -> train(SmallExperiment.gru(), "file/run", new Recorder()))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith(
            "The run's folder " + folder.resolve("file/run") + " cannot be made (")
        .hasMessageEndingWith("): name another with --runs.");
  }

  @Test
  void refusesARecordThatIsNoRecord() throws IOException {
    train(SmallExperiment.gru(1, 1e-2), "run", new Recorder());
    Path record = folder.resolve("run").resolve("epoch-1").resolve("record.json");
    Files.writeString(record, "{");

    assertThatThrownBy(() -> train(SmallExperiment.gru(1, 1e-2), "run", new Recorder()))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("The record " + record + " is malformed (")
        .hasMessageEndingWith("): start a new run.");
  }

  @Test
  void refusesWeightsThatAreNoWeights() throws IOException {
    train(SmallExperiment.gru(1, 1e-2), "run", new Recorder());
    Experiment longer = SmallExperiment.gru(2, 1e-2);
    Path epoch = folder.resolve("run").resolve("epoch-1");
    Path record = epoch.resolve("record.json");
    Files.writeString(record, Files.readString(record).replace("\"epochs\" : 1", "\"epochs\" : 2"));
    Files.writeString(epoch.resolve("model.safetensors"), "half a fi");

    assertThatThrownBy(() -> train(longer, "run", new Recorder()))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "The saved state of epoch 1 is damaged (The weights are not a safetensors file): delete "
                + epoch
                + " and resume.");
  }

  @Test
  void stopsAtTheStepAfterWhichTheWeightsAreNoLongerFinite() {
    Experiment diverging = SmallExperiment.gru(1, 1e38);

    assertThatThrownBy(() -> train(diverging, "run", new Recorder()))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "The network cannot be evaluated after step 1 (The network gave a probability of NaN):"
                + " lower the learning rate.");
    assertThat(directory("run").record()).isEmpty();
  }

  private RunRecord train(Experiment experiment, String run, Recorder recorder) {
    return new TrainingRun(experiment, data, directory(run), recorder, () -> false)
        .run()
        .orElseThrow();
  }

  private RunDirectory directory(String run) {
    return new RunDirectory(folder.resolve(run));
  }

  private byte[] weights(String run, int epoch) {
    return directory(run).weights(epoch).toSafetensors();
  }

  private static org.assertj.core.groups.Tuple tuple(int epoch, int step) {
    return org.assertj.core.groups.Tuple.tuple(epoch, step);
  }

  /** Returns a record without what differs from run to run: its times and the memory. */
  private static RunRecord timeless(RunRecord record) {
    return new RunRecord(
        record.experiment(),
        record.trainRows(),
        record.heldOutRows(),
        record.vocabularySize(),
        record.evaluations(),
        record.epochs().stream()
            .map(
                epoch ->
                    new RunRecord.Epoch(
                        epoch.epoch(),
                        epoch.steps(),
                        epoch.trainLoss(),
                        0,
                        null,
                        epoch.test(),
                        epoch.heldOut()))
            .toList(),
        record.versions(),
        record.reading());
  }

  /** What a listener throws that ends a run. */
  private static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Remembers what it is told; stops a run in the middle of an epoch where asked to. */
  private static final class Recorder implements TrainingListener {

    private final List<Integer> announced = new ArrayList<>();
    private final List<Integer> texts = new ArrayList<>();
    private final List<RunRecord.Measurement> measured = new ArrayList<>();
    private int stopInEpoch;
    private int passedOver;
    private int epoch;

    @Override
    public void epochBegan(int newEpoch, int epochs, int allTexts) {
      epoch = newEpoch;
      announced.add(allTexts);
    }

    @Override
    public void passedOver(int some) {
      texts.add(some);
      passedOver++;
    }

    @Override
    public void stepped(int some, double loss) {
      texts.add(some);
      assertThat(loss).isFinite();
      if (epoch == stopInEpoch && texts.size() % STEPS == 5) {
        throw new StoppedException();
      }
    }

    @Override
    public void evaluated(RunRecord.Measurement measurement) {
      assertThat(measurement.notebook()).isNotEqualTo(new Evaluation(0, 0, 0));
      measured.add(measurement);
    }

    @Override
    public void epochEnded(RunRecord.Epoch finished) {
      assertThat(finished.epoch()).isEqualTo(epoch);
    }
  }
}
