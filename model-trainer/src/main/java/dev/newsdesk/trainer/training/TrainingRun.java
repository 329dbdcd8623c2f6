package dev.newsdesk.trainer.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.trainer.experiment.Change;
import dev.newsdesk.trainer.experiment.Experiment;
import dev.newsdesk.trainer.experiment.Selection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One experiment's run, kept in a folder from which it goes on after any kind of stop. */
public final class TrainingRun {

  private final Experiment experiment;
  private final TrainingSet data;
  private final RunDirectory directory;
  private final TrainingListener listener;
  private final BooleanSupplier stopRequested;

  /**
   * Prepares a run; the engine must have been started.
   *
   * @param stopRequested asked after each step, on the run's thread
   */
  public TrainingRun(
      Experiment experiment,
      TrainingSet data,
      RunDirectory directory,
      TrainingListener listener,
      BooleanSupplier stopRequested) {
    this.experiment = experiment;
    this.data = data;
    this.directory = directory;
    this.listener = listener;
    this.stopRequested = stopRequested;
  }

  /**
   * Trains to the end, from where the run stopped if it did.
   *
   * @return the finished run's record; empty when a stop was requested, after saving
   * @throws TrainingException when the folder holds another run, the loss is no longer finite or
   *     the disk refuses
   */
  public Optional<RunRecord> run() {
    RunRecord record = directory.record().orElseGet(this::newRecord);
    requireSameRun(record);
    if (!record.isTrained()) {
      directory.create();
      Optional<RunRecord> trained = train(record);
      if (trained.isEmpty()) {
        return trained;
      }
      record = trained.get();
    }
    return Optional.of(withReading(record));
  }

  private Optional<RunRecord> train(RunRecord before) {
    RunRecord record = before;
    EpochProgress progress = progress(record);
    try (TrainingSession session = session(record, progress)) {
      EpochTrainer trainer = new EpochTrainer(experiment, data, session, listener, stopRequested);
      while (!record.isTrained()) {
        progress = trainer.run(progress);
        if (progress.steps() < trainer.stepsPerEpoch()) {
          directory.pause(session.save(), progress, record);
          return Optional.empty();
        }
        record = record.with(trainer.finish(progress), progress.evaluations(), progress.reading());
        directory.save(record.epochs().size(), session.save(), data.vocabulary(), record);
        listener.epochEnded(record.epochs().get(record.epochs().size() - 1));
        progress = EpochProgress.beginning(progress.epoch() + 1, readingSoFar(record));
      }
    }
    return Optional.of(record);
  }

  private EpochProgress progress(RunRecord record) {
    int epoch = record.epochs().size() + 1;
    return directory
        .paused()
        .filter(paused -> paused.epoch() == epoch)
        .orElseGet(() -> EpochProgress.beginning(epoch, readingSoFar(record)));
  }

  /** Of a run whose epoch is selected at its end, nothing counts before. */
  private static @Nullable Reading readingSoFar(RunRecord record) {
    return record.experiment().protocol().selection() == Selection.TEST_SAMPLE
        ? record.reading()
        : null;
  }

  private TrainingSession session(RunRecord record, EpochProgress progress) {
    Device device = TorchEngine.device("auto");
    if (record.epochs().isEmpty() && progress.steps() == 0) {
      return new TrainingSession(experiment, data, device, null);
    }
    int steps = record.epochs().stream().mapToInt(RunRecord.Epoch::steps).sum();
    try {
      SavedState state =
          progress.steps() > 0
              ? directory.pausedState(steps + progress.steps())
              : directory.lastState(steps);
      return new TrainingSession(experiment, data, device, state);
    } catch (IllegalArgumentException e) {
      throw directory.damaged(e, progress);
    }
  }

  /** Adds the one reading of the test set, where a held-out part has selected an epoch. */
  private RunRecord withReading(RunRecord record) {
    Optional<RunRecord.Epoch> selected = record.selected();
    if (record.reading() != null || selected.isEmpty()) {
      return record;
    }
    RunRecord.Epoch epoch = selected.get();
    RunRecord read =
        record.with(
            new SelectedWeights(experiment, data)
                .read(epoch, directory.weights(epoch.epoch()), TorchEngine.device("auto")));
    directory.replace(read);
    return read;
  }

  private RunRecord newRecord() {
    Map<String, String> versions =
        Map.of(
            "djl", Engine.getDjlVersion(),
            "pytorch", Engine.getEngine(TorchEngine.NAME).getVersion(),
            "java", System.getProperty("java.version", "unknown"));
    return new RunRecord(
        experiment,
        data.train().size(),
        data.heldOut().size(),
        data.vocabulary().size(),
        List.of(),
        List.of(),
        versions,
        null);
  }

  private void requireSameRun(RunRecord record) {
    boolean same =
        record.experiment().name().equals(experiment.name())
            && Change.between(record.experiment(), experiment).isEmpty()
            && record.trainRows() == data.train().size()
            && record.heldOutRows() == data.heldOut().size()
            && record.vocabularySize() == data.vocabulary().size();
    if (!same) {
      throw new TrainingException(
          "The run's folder holds another run of "
              + record.experiment().name()
              + " (other settings or other rows): name another folder with --runs, or begin anew"
              + " with --no-resume.");
    }
  }
}
