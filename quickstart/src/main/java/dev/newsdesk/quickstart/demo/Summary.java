package dev.newsdesk.quickstart.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the demo tells at its end. */
final class Summary {

  private static final int SHOWN_IDS = 5;

  private final Tally tally;
  private final List<String> labels;

  Summary(Tally tally, List<String> labels) {
    this.tally = tally;
    this.labels = labels;
  }

  /**
   * Prints the counts, the accuracy and the speed.
   *
   * @param time that the labelled articles took, null when there were none
   */
  void print(PrintWriter out, @Nullable Duration time) {
    out.println();
    for (String label : labels) {
      out.printf("  %-13s %,7d%n", label, tally.categories().getOrDefault(label, 0));
    }
    int rejected = tally.deadLetters().values().stream().mapToInt(Integer::intValue).sum();
    out.printf("  %-13s %,7d  %s%n", "dead letters", rejected, tally.deadLetters());
    out.printf(
        "  %-13s %,7d of %,d articles, %s%n",
        "accounted for",
        tally.arrived(),
        tally.expected(),
        tally.isExact() ? "each exactly once" : "NOT each exactly once");
    printIds(out, "missing", tally.missing());
    printIds(out, "repeated", tally.repeated());
    if (time != null) {
      out.printf(
          "  %-13s %6.2f %% of %,d labelled articles%n",
          "accuracy", 100 * tally.accuracy(), tally.labelled());
      out.printf("  %-13s %,7.0f articles/s%n", "speed", tally.labelled() / (time.toNanos() / 1e9));
    }
    out.flush();
  }

  private static void printIds(PrintWriter out, String what, List<String> ids) {
    if (!ids.isEmpty()) {
      out.printf("  %-13s %,7d  %s …%n", what, ids.size(), ids.stream().limit(SHOWN_IDS).toList());
    }
  }
}
