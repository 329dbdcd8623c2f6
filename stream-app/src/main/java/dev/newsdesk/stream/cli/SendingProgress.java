package dev.newsdesk.stream.cli;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** A bar that shows how far the sending is, where somebody sees the error output; else nothing. */
final class SendingProgress implements AutoCloseable {

  private static final int WIDTH = 79;
  private static final int KILOBYTE = 1_000;
  private static final long INTERVAL_MILLIS = 250;

  private final @Nullable ProgressBar bar;
  private final boolean inBytes;
  private final long begun = System.nanoTime();
  private long shown = begun;

  /** Begins; {@code bytes} is how much there is to read, where it is known. */
  SendingProgress(boolean visible, OptionalLong bytes) {
    inBytes = bytes.isPresent();
    bar = visible ? bar(bytes) : null;
  }

  private static ProgressBar bar(OptionalLong bytes) {
    ProgressBarBuilder builder =
        new ProgressBarBuilder()
            .setTaskName("sent")
            .setInitialMax(bytes.orElse(-1))
            .setUpdateIntervalMillis((int) INTERVAL_MILLIS)
            // With a width given, the bar does not open the terminal and leaves Ctrl-C alone.
            .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH));
    if (bytes.isPresent()) {
      builder.setUnit(" kB", KILOBYTE);
    }
    return builder.build();
  }

  /** Shows how many articles were sent and how many bytes were read for them. */
  void show(long articles, long bytesRead) {
    if (bar == null) {
      return;
    }
    bar.stepTo(inBytes ? bytesRead : articles);
    long now = System.nanoTime();
    // Its text is made anew only as often as it is shown.
    if (now - shown >= TimeUnit.MILLISECONDS.toNanos(INTERVAL_MILLIS)) {
      shown = now;
      bar.setExtraMessage("%,.0f articles/s".formatted(articles / ((now - begun) / 1e9)));
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
