package dev.newsdesk.quickstart.cli;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Progress bars on the error output, all of one look. */
final class Bars {

  private static final int WIDTH = 79;

  private Bars() {}

  /**
   * Begins one.
   *
   * @param task what is counted
   * @param total how many there will be, -1 where that is not known
   */
  static ProgressBar begin(String task, int total) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(total)
        .setUpdateIntervalMillis(250)
        .showSpeed()
        // With a width given, the bar does not open the terminal and leaves Ctrl-C alone.
        .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
        .build();
  }
}
