package dev.newsdesk.trainer.cli;

import java.time.Duration;
import java.util.Locale;

/**
 * What the progress bar of an epoch says.
 *
 * @param task what is going on
 * @param texts how many were learnt from
 * @param allTexts how many there are
 * @param elapsed time since the epoch began
 * @param loss smoothed; not a number before the first step
 * @param accuracy of the latest evaluation, a fraction; not a number before the first
 */
record ProgressLine(
    String task, long texts, long allTexts, Duration elapsed, double loss, double accuracy) {

  private static final int SHORTEST_BAR = 3;

  /** Returns a line of exactly this width; what does not fit is cut off at its end. */
  String render(int width) {
    double done = allTexts == 0 ? 0 : (double) texts / allTexts;
    String before = "%s %3d%% [".formatted(task, (int) (100 * done));
    String after =
        "] loss %s acc %s %s articles/s %s left"
            .formatted(number("%.3f", loss), number("%.1f%%", 100 * accuracy), speed(), timeLeft());
    int length = Math.max(SHORTEST_BAR, width - before.length() - after.length());
    int filled = (int) (done * length);
    String bar =
        filled == length
            ? "=".repeat(length)
            : "=".repeat(filled) + ">" + " ".repeat(length - filled - 1);
    String line = before + bar + after;
    return line.substring(0, Math.min(width, line.length()));
  }

  private String speed() {
    double seconds = elapsed.toMillis() / 1000.0;
    return number("%.0f", texts == 0 ? Double.NaN : texts / seconds);
  }

  private String timeLeft() {
    if (texts == 0) {
      return "?";
    }
    long seconds = elapsed.toMillis() * (allTexts - texts) / texts / 1000;
    return seconds < 3600
        ? "%d:%02d".formatted(seconds / 60, seconds % 60)
        : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  private static String number(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "?";
  }
}
