package dev.newsdesk.trainer.cli;

import dev.newsdesk.trainer.training.RunRecord;
import dev.newsdesk.trainer.training.TrainingListener;
import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows a run: a bar an epoch on the terminal, a line an evaluation and epoch on the output. */
final class ProgressBarListener implements TrainingListener, AutoCloseable {

  /** Weight of the newest batch in the loss shown, so that it can be read while it moves. */
  private static final double SMOOTHING = 0.02;

  private final String name;
  private final PrintWriter out;
  private @Nullable ProgressBar bar;
  private double smoothedLoss = Double.NaN;

  ProgressBarListener(String name, PrintWriter out) {
    this.name = name;
    this.out = out;
  }

  @Override
  public void epochBegan(int epoch, int epochs, int steps) {
    bar =
        new ProgressBarBuilder()
            .setTaskName("%s %d/%d".formatted(name, epoch, epochs))
            .setInitialMax((long) steps * 32)
            .setUnit(" articles", 1)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis((int) Duration.ofSeconds(1).toMillis())
            .showSpeed()
            .build();
  }

  @Override
  public void stepped(int texts, double loss) {
    smoothedLoss =
        Double.isNaN(smoothedLoss) ? loss : smoothedLoss + SMOOTHING * (loss - smoothedLoss);
    if (bar != null) {
      bar.stepBy(texts);
      bar.setExtraMessage("loss %.3f".formatted(smoothedLoss));
    }
  }

  @Override
  public void evaluated(RunRecord.Measurement measurement) {
    out.printf(
        "%s epoch %d step %d: notebook sample %.2f %% (loss %.4f), test %.2f %%%n",
        name,
        measurement.epoch(),
        measurement.step(),
        100 * measurement.notebook().accuracy(),
        measurement.notebook().loss(),
        100 * measurement.test().accuracy());
    out.flush();
  }

  @Override
  public void epochEnded(RunRecord.Epoch epoch) {
    close();
    out.printf(
        "%s epoch %d: train loss %.4f, test %.2f %%, %.0f s%n",
        name, epoch.epoch(), epoch.trainLoss(), 100 * epoch.test().accuracy(), epoch.seconds());
    out.flush();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
