package dev.newsdesk.trainer;

import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.experiment.Experiment;
import dev.newsdesk.trainer.training.RunDirectory;
import dev.newsdesk.trainer.training.TrainingRun;
import dev.newsdesk.trainer.training.TrainingSet;
import java.io.IOException;
import java.nio.file.Path;

/** A finished run of {@link SmallExperiment#gru()} on {@link SyntheticNews}. */
public final class SmallRun {

  /** Training rows. */
  public static final int TRAIN_ROWS = 480;

  /** Test rows. */
  public static final int TEST_ROWS = 100;

  private final Path dataFolder;
  private final Path runs;

  private SmallRun(Path dataFolder, Path runs) {
    this.dataFolder = dataFolder;
    this.runs = runs;
  }

  /** Trains in a folder. */
  public static SmallRun in(Path folder) throws IOException {
    SmallExperiment.startEngine();
    SmallRun run =
        new SmallRun(
            SyntheticNews.writeTo(folder.resolve("data"), TRAIN_ROWS, TEST_ROWS),
            folder.resolve("runs"));
    Experiment experiment = SmallExperiment.gru();
    TrainingSet all = TrainingSet.of(run.data(), experiment.protocol());
    // Evaluating on 5,000 rows four times would be most of the work.
    TrainingSet set =
        new TrainingSet(
            all.vocabulary(), all.train(), all.heldOut(), all.test(), all.sample().subList(0, 50));
    new TrainingRun(experiment, set, run.directory(), new SilentListener(), () -> false).run();
    return run;
  }

  /** Returns the data set. */
  public AgNews data() {
    return new AgNews(dataFolder);
  }

  /** Returns the data set's folder. */
  public Path dataFolder() {
    return dataFolder;
  }

  /** Returns the folder of all runs. */
  public Path runs() {
    return runs;
  }

  /** Returns the run. */
  public RunDirectory directory() {
    return new RunDirectory(runs.resolve("small-gru"));
  }
}
