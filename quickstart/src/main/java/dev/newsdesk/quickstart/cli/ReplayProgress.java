package dev.newsdesk.quickstart.cli;

import dev.newsdesk.stream.replay.Progress;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** A bar on the error output, where somebody sees it; else nothing. */
final class ReplayProgress implements AutoCloseable {

  private static final int WIDTH = 79;

  private final @Nullable ProgressBar bar;

  /**
   * Begins.
   *
   * @param task what is counted
   * @param total how many there will be, -1 where that is not known
   */
  ReplayProgress(String task, int total, boolean visible) {
    bar = visible ? bar(task, total) : null;
  }

  private static ProgressBar bar(String task, int total) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(total)
        .setUpdateIntervalMillis(250)
        .showSpeed()
        // With a width given, the bar does not open the terminal and leaves Ctrl-C alone.
        .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
        .build();
  }

  /** One more. */
  void step() {
    if (bar != null) {
      bar.step();
    }
  }

  /** Shows how many have come back and how many labels were sent. */
  void show(Progress progress) {
    if (bar != null) {
      bar.stepTo(progress.arrived());
      bar.setExtraMessage(" %,d labels sent".formatted(progress.labelsSent()));
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
