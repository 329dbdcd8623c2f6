package dev.newsdesk.trainer.report;

import dev.newsdesk.trainer.data.DataDescription;
import dev.newsdesk.trainer.data.LengthDistribution;
import dev.newsdesk.trainer.evaluation.Evaluation;
import dev.newsdesk.trainer.experiment.Experiment;
import dev.newsdesk.trainer.experiment.Experiments;
import dev.newsdesk.trainer.experiment.Selection;
import dev.newsdesk.trainer.publishing.Published;
import dev.newsdesk.trainer.training.Reading;
import dev.newsdesk.trainer.training.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Records of runs that never were, on a test set of 100 rows. */
final class MadeUpRuns {

  private static final int TEST_ROWS = 100;

  private MadeUpRuns() {}

  /** Returns a run that gets the first rows right, as many as {@code right}. */
  static RunRecord run(String name, int right) {
    Experiment experiment = Experiments.named(name);
    boolean heldOut = experiment.protocol().selection() == Selection.HELD_OUT;
    int rows = (int) ((heldOut ? 950 : 1_000) * experiment.protocol().rowShare());
    Evaluation test = new Evaluation(right / 100.0, 0.3, TEST_ROWS);
    List<RunRecord.Measurement> evaluations = new ArrayList<>();
    List<RunRecord.Epoch> epochs = new ArrayList<>();
    for (int epoch = 1; epoch <= 2; epoch++) {
      if (!heldOut) {
        evaluations.add(new RunRecord.Measurement(epoch, 1, sample(right - 3), test));
        evaluations.add(new RunRecord.Measurement(epoch, 6, sample(right - epoch + 1), test));
      }
      epochs.add(
          new RunRecord.Epoch(
              epoch,
              10,
              0.5 / epoch,
              1,
              100L * epoch,
              heldOut ? null : test,
              heldOut ? new Evaluation((right - epoch) / 100.0, 0.3, 50) : null));
    }
    return new RunRecord(
        experiment,
        rows,
        heldOut ? 50 : 0,
        100,
        evaluations,
        epochs,
        Map.of("java", "17"),
        new Reading(1, 6, sample(right), test, classes(right)));
  }

  /** Returns the same run as it was recorded before answers were kept. */
  static RunRecord withoutAnswers(RunRecord run) {
    return new RunRecord(
        run.experiment(),
        run.trainRows(),
        run.heldOutRows(),
        run.vocabularySize(),
        run.evaluations(),
        run.epochs(),
        run.versions(),
        null);
  }

  /** Returns a test set whose rows all are of the first class. */
  static DataDescription data() {
    LengthDistribution lengths = new LengthDistribution(5, List.of(1, 2), 5, 6, 7, 8);
    return new DataDescription(
        List.of(250, 250, 250, 250),
        List.of(TEST_ROWS, 0, 0, 0),
        lengths,
        lengths,
        "0".repeat(TEST_ROWS));
  }

  /** Returns a published checkpoint of an experiment that gets the first 90 rows right. */
  static Published published(String experiment) {
    return new Published(
        "some-checkpoint",
        experiment,
        1,
        0.89,
        0.91,
        0.9,
        classes(90),
        List.of(new Published.Mistake(95, "Stocks | *up* &lt;b&gt;", "World", "Sports", 0.999)));
  }

  private static Evaluation sample(int right) {
    return new Evaluation(right / 100.0, 0.4, 5_000);
  }

  private static String classes(int right) {
    return "0".repeat(right) + "1".repeat(TEST_ROWS - right);
  }
}
