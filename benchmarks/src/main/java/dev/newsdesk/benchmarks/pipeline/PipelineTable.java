package dev.newsdesk.benchmarks.pipeline;

import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The figures for people.
 *
 * @param articles how many a row took
 * @param rounds how often each row was measured
 * @param figures what came out
 */
public record PipelineTable(int articles, int rounds, PipelineFigures figures) {

  private static final String ROW = "%-22s %10s %7s %7s %7s %9s %8s %8s%n";
  private static final String LATENCY = "%-22s %10s %9s %9s%n";

  /** Prints them. */
  public void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        ROW,
        "",
        "articles/s",
        "ratio",
        "padding",
        "batch",
        "changelog",
        "cpu s/1k",
        "peak MiB");
    for (RowFigures row : figures.rows()) {
      out.printf(
          Locale.ROOT,
          ROW,
          Row.valueOf(row.name().toUpperCase(Locale.ROOT)).meaning(),
          figure("%,.0f", row.articlesPerSecond()),
          figure("%.3f", row.ratioToBare()),
          figure("%.3f", row.paddingRatio()),
          figure("%.1f", row.meanBatch()),
          figure("%.3f", row.changelogRatio()),
          figure("%.2f", row.cpuSecondsPer1000()),
          figure("%,d", row.peakRssMiB()));
    }
    out.println();
    out.printf(
        Locale.ROOT,
        "AG News test articles, repeated to %,d%s; speed and cpu between 40 %% and 90 %% of"
            + " them%s.%n",
        articles,
        figures.rows().stream().anyMatch(row -> row.name().equals(Row.SINGLE.label()))
            ? String.format(Locale.ROOT, " (batches of 1: %,d)", Row.SINGLE.articles(articles))
            : "",
        rounds == 1 ? "" : "; medians of " + rounds + " rounds");
    if (!figures.latency().isEmpty()) {
      out.println();
      printLatency(out);
    }
    out.flush();
  }

  private void printLatency(PrintWriter out) {
    out.printf(Locale.ROOT, LATENCY, "append to committed", "p50 ms", "p95 ms", "p99 ms");
    for (LoadLatency latency : figures.latency()) {
      out.printf(
          Locale.ROOT,
          LATENCY,
          String.format(Locale.ROOT, "at %.0f %% of capacity", 100 * latency.load()),
          figure("%,.0f", latency.p50Ms()),
          figure("%,.0f", latency.p95Ms()),
          figure("%,.0f", latency.p99Ms()));
    }
  }

  private static String figure(String format, @Nullable Number number) {
    return number == null ? "" : String.format(Locale.ROOT, format, number);
  }
}
