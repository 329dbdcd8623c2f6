package dev.newsdesk.quickstart.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** Shows how many articles have come out: a bar on a terminal, elsewhere a line now and then. */
final class ClassifiedProgress implements AutoCloseable {

  private static final int LINES = 8;

  private final PrintWriter out;
  private final int total;
  private final @Nullable ProgressBar bar;
  private int arrived;

  @SuppressWarnings("SystemConsoleNull") // QuickstartMain sees to that.
  ClassifiedProgress(int total, PrintWriter out) {
    this.out = out;
    this.total = total;
    bar = System.console() == null ? null : Bars.begin("labelled", total);
  }

  /** One more. */
  void step() {
    arrived++;
    if (bar != null) {
      bar.step();
    } else if (arrived % Math.max(1, total / LINES) == 0) {
      out.printf("  %,7d of %,d labelled%n", arrived, total);
      out.flush();
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
