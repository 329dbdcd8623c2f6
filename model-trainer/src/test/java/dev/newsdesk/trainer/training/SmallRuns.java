package dev.newsdesk.trainer.training;

import dev.newsdesk.trainer.SmallExperiment;
import dev.newsdesk.trainer.SyntheticNews;
import dev.newsdesk.trainer.experiment.Experiment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Runs on a few hundred made-up rows, each in a folder of its own below one. */
final class SmallRuns {

  /** 480 rows make 15 batches, 490 a short one more. */
  static final int ROWS = 490;

  /** Batches of an epoch. */
  static final int STEPS = 16;

  private final TrainingSet data;
  private final Path folder;

  SmallRuns(Path folder) {
    SmallExperiment.startEngine();
    TrainingSet all =
        TrainingSet.of(
            SyntheticNews.rows(ROWS, 1),
            SyntheticNews.rows(100, 2),
            SmallExperiment.gru().protocol());
    this.data =
        new TrainingSet(
            all.vocabulary(), all.train(), all.heldOut(), all.test(), all.sample().subList(0, 70));
    this.folder = folder;
  }

  TrainingSet data() {
    return data;
  }

  /** Trains to the end. */
  RunRecord train(Experiment experiment, String run, TrainingRecorder recorder) {
    return run(experiment, run, recorder, () -> false).orElseThrow();
  }

  /** Trains until it is told to stop. */
  Optional<RunRecord> run(
      Experiment experiment, String run, TrainingRecorder recorder, BooleanSupplier stop) {
    return new TrainingRun(experiment, data, directory(run), recorder, stop).run();
  }

  RunDirectory directory(String run) {
    return new RunDirectory(folder.resolve(run));
  }

  byte[] weights(String run, int epoch) {
    return directory(run).weights(epoch).toSafetensors();
  }

  /** Returns a record without what differs from run to run: its times and the memory. */
  static RunRecord timeless(RunRecord record) {
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
}
