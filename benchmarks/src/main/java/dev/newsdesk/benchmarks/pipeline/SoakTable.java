package dev.newsdesk.benchmarks.pipeline;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A soak's samples for people: a line each as they come, then what has grown. */
public final class SoakTable {

  private static final String LINE = "%9s %9s %13s %9s %11s %11s%n";

  private final PrintWriter out;

  /** Prints there. */
  public SoakTable(PrintWriter out) {
    this.out = out;
  }

  /** Prints the names of the columns. */
  public void head() {
    out.printf(LINE, "", "waiting", "resident MiB", "heap MiB", "direct MiB", "NDManagers");
    out.flush();
  }

  /** Prints one sample. */
  public void add(SoakSample sample) {
    line(
        sample.seconds() + " s",
        (double) sample.waiting(),
        sample.residentMiB(),
        sample.heapMiB(),
        sample.directMiB(),
        sample.ndManagers());
  }

  /** Prints the mean of the first third beside that of the last. */
  public void compare(List<SoakSample> samples) {
    int third = Math.max(1, samples.size() / 3);
    out.println();
    means("first ⅓", samples.subList(0, third));
    means("last ⅓", samples.subList(samples.size() - third, samples.size()));
  }

  private void means(String name, List<SoakSample> samples) {
    line(
        name,
        mean(samples, sample -> (double) sample.waiting()),
        mean(samples, SoakSample::residentMiB),
        mean(samples, SoakSample::heapMiB),
        mean(samples, SoakSample::directMiB),
        mean(samples, SoakSample::ndManagers));
  }

  /** The mean of what could be read, or null where nothing could. */
  static @Nullable Double mean(
      List<SoakSample> samples, Function<SoakSample, @Nullable Double> column) {
    List<Double> values = samples.stream().map(column).filter(Objects::nonNull).toList();
    return values.isEmpty()
        ? null
        : values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private void line(String name, @Nullable Double... figures) {
    Object[] cells = new Object[figures.length + 1];
    cells[0] = name;
    for (int i = 0; i < figures.length; i++) {
      Double figure = figures[i];
      cells[i + 1] = figure == null ? "" : String.format(Locale.ROOT, "%,.0f", figure);
    }
    out.printf(Locale.ROOT, LINE, cells);
    out.flush();
  }
}
