package dev.newsdesk.quickstart.cli;

import dev.newsdesk.stream.replay.Progress;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** A bar on the error output, where somebody sees it; else nothing. */
final class ReplayProgress implements AutoCloseable {

  private final @Nullable ProgressBar bar;

  /**
   * Begins.
   *
   * @param task what is counted
   * @param total how many there will be, -1 where that is not known
   */
  ReplayProgress(String task, int total, boolean visible) {
    bar = visible ? Bars.begin(task, total) : null;
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
