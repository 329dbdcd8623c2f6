package dev.newsdesk.trainer.cli;

import dev.newsdesk.trainer.training.RunRecord;
import dev.newsdesk.trainer.training.TrainingListener;
import java.io.PrintWriter;
import java.util.Locale;

/** Tells of a run where no terminal is: a line an evaluation and epoch. */
final class ProgressLines implements TrainingListener {

  private final String name;
  private final PrintWriter out;

  ProgressLines(String name, PrintWriter out) {
    this.name = name;
    this.out = out;
  }

  @Override
  public void epochBegan(int epoch, int epochs, int texts) {
    // The first evaluation comes after one step and says so.
  }

  @Override
  public void stepped(int texts, double loss) {
    // Thousands of steps make no readable log.
  }

  @Override
  public void evaluated(RunRecord.Measurement measurement) {
    print(
        "%s epoch %d step %d: notebook sample %.2f %% (loss %.4f), test %.2f %%%n",
        name,
        measurement.epoch(),
        measurement.step(),
        100 * measurement.notebook().accuracy(),
        measurement.notebook().loss(),
        100 * measurement.test().accuracy());
  }

  @Override
  public void epochEnded(RunRecord.Epoch epoch) {
    print(
        "%s epoch %d: train loss %.4f, test %.2f %%, %.0f s%n",
        name, epoch.epoch(), epoch.trainLoss(), 100 * epoch.test().accuracy(), epoch.seconds());
  }

  /** Tells what a finished run has reached. */
  void runEnded(RunRecord record) {
    record
        .best()
        .ifPresent(
            best ->
                print(
                    "%s: %d epochs done, best notebook sample %.2f %% (epoch %d, step %d)%n",
                    name,
                    record.epochs().size(),
                    100 * best.notebook().accuracy(),
                    best.epoch(),
                    best.step()));
  }

  private void print(String format, Object... values) {
    out.printf(Locale.ROOT, format, values);
    out.flush();
  }
}
