package dev.newsdesk.trainer.cli;

import dev.newsdesk.trainer.evaluation.Evaluation;
import dev.newsdesk.trainer.training.Reading;
import dev.newsdesk.trainer.training.RunRecord;
import dev.newsdesk.trainer.training.TrainingListener;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    print("%s begins epoch %d of %d, %,d articles%n", name, epoch, epochs, texts);
  }

  @Override
  public void passedOver(int texts) {
    // Where the run goes on shows in its next line.
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
        "%s epoch %d: train loss %.4f, %s, %.0f s%n",
        name,
        epoch.epoch(),
        epoch.trainLoss(),
        Stream.of(part("test", epoch.test()), part("held out", epoch.heldOut()))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", ")),
        epoch.seconds());
  }

  private static Optional<String> part(String rows, @Nullable Evaluation evaluation) {
    return Optional.ofNullable(evaluation)
        .map(is -> String.format(Locale.ROOT, "%s %.2f %%", rows, 100 * is.accuracy()));
  }

  /** Tells what a finished run has reached. */
  void runEnded(RunRecord record) {
    Reading reading = record.reading();
    if (reading != null) {
      print(
          "%s: %d epochs done; epoch %d, step %d counts: notebook sample %.2f %%, test %.2f %%%n",
          name,
          record.epochs().size(),
          reading.epoch(),
          reading.step(),
          100 * reading.notebook().accuracy(),
          100 * reading.test().accuracy());
    }
  }

  /** Tells that a run was stopped and how it goes on later. */
  void runStopped(boolean resumes) {
    print(
        "%s: stopped and saved; the same command %sgoes on from here%n",
        name, resumes ? "" : "without --no-resume ");
  }

  private void print(String format, Object... values) {
    out.printf(Locale.ROOT, format, values);
    out.flush();
  }
}
