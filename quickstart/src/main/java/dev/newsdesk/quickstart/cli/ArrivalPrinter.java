package dev.newsdesk.quickstart.cli;

import dev.newsdesk.ClassifiedArticle;
import dev.newsdesk.stream.client.Arrival;
import java.io.PrintWriter;

/** Prints each article as it arrives: category, confidence, headline. */
final class ArrivalPrinter {

  private static final int HEADLINE = 60;

  private final PrintWriter out;

  ArrivalPrinter(PrintWriter out) {
    this.out = out;
  }

  /** Prints one. */
  void print(Arrival arrival) {
    if (arrival instanceof Arrival.Classified classified) {
      ClassifiedArticle article = classified.article();
      out.printf(
          "  %-9s %3.0f %%  %s%n",
          article.getCategory(), 100 * article.getConfidence(), cut(classified.headline()));
    } else if (arrival instanceof Arrival.DeadLetter dead) {
      out.printf("  %-9s        %s: %s%n", "dead", dead.key(), dead.message());
    }
    out.flush();
  }

  private static String cut(String text) {
    return text.length() <= HEADLINE ? text : text.substring(0, HEADLINE) + "…";
  }
}
