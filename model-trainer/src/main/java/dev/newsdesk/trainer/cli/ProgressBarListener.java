package dev.newsdesk.trainer.cli;

import dev.newsdesk.trainer.training.RunRecord;
import dev.newsdesk.trainer.training.TrainingListener;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;
import org.jspecify.annotations.Nullable;

/** Shows a run on a terminal: a bar while an epoch lasts, then the epoch's line in its place. */
final class ProgressBarListener implements TrainingListener, AutoCloseable {

  /** Weight of the newest batch in the loss shown, so that it can be read while it moves. */
  private static final double SMOOTHING = 0.02;

  private final String name;
  private final ProgressLines lines;
  private final TerminalLine terminal;
  private @Nullable ProgressBar bar;
  // Written by the run's thread, read by the bar's.
  private volatile double loss = Double.NaN;
  private volatile double accuracy = Double.NaN;

  ProgressBarListener(String name, ProgressLines lines, TerminalLine terminal) {
    this.name = name;
    this.lines = lines;
    this.terminal = terminal;
  }

  @Override
  public void epochBegan(int epoch, int epochs, int texts) {
    String task = "%s %d/%d".formatted(name, epoch, epochs);
    bar =
        new ProgressBarBuilder()
            .setInitialMax(texts)
            .setRenderer((state, width) -> line(task, state).render(width))
            .setConsumer(terminal)
            .build();
  }

  private ProgressLine line(String task, ProgressState state) {
    return new ProgressLine(
        task, state.getCurrent(), state.getMax(), state.getTotalElapsed(), loss, accuracy);
  }

  @Override
  public void passedOver(int texts) {
    if (bar != null) {
      bar.stepBy(texts);
    }
  }

  @Override
  public void stepped(int texts, double newLoss) {
    loss = Double.isNaN(loss) ? newLoss : loss * (1 - SMOOTHING) + newLoss * SMOOTHING;
    if (bar != null) {
      bar.stepBy(texts);
    }
  }

  @Override
  public void evaluated(RunRecord.Measurement measurement) {
    accuracy = measurement.notebook().accuracy();
  }

  @Override
  public void epochEnded(RunRecord.Epoch epoch) {
    if (epoch.heldOut() != null) {
      accuracy = epoch.heldOut().accuracy();
    }
    close();
    lines.epochEnded(epoch);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      // The library's own clearing is left out where a bar closes before it was drawn twice.
      terminal.clear();
      bar = null;
    }
  }
}
