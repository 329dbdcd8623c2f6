package dev.newsdesk.trainer.report;

import dev.newsdesk.trainer.report.chart.Chart;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** A page in Markdown while it is written, with the plots that it shows. */
final class Page {

  private final String plotFolder;
  private final StringBuilder markdown = new StringBuilder();
  private final SortedMap<String, String> plots = new TreeMap<>();

  /**
   * Starts a page.
   *
   * @param plotFolder where the plots lie, seen from the page
   */
  Page(String plotFolder) {
    this.plotFolder = plotFolder;
  }

  /** Adds the page's title. */
  void title(String text) {
    block("# " + text);
  }

  /** Adds the heading of a section. */
  void heading(String text) {
    block("## " + text);
  }

  /** Adds a paragraph of these sentences. */
  void paragraph(String... sentences) {
    block(String.join(" ", sentences));
  }

  /** Adds a table. */
  void table(Table table) {
    block(table.markdown().stripTrailing());
  }

  /**
   * Adds a plot.
   *
   * @param name of its file, without the ending
   * @param description what it shows, for who does not see it
   */
  void plot(String name, String description, Chart chart) {
    String file = name + ".svg";
    plots.put(file, chart.svg());
    block("![" + description + "](" + plotFolder + "/" + file + ")");
  }

  /** Returns the page. */
  String markdown() {
    return markdown.toString();
  }

  /** Returns the plots by the names of their files. */
  SortedMap<String, String> plots() {
    return Collections.unmodifiableSortedMap(plots);
  }

  private void block(String text) {
    if (!markdown.isEmpty()) {
      markdown.append('\n');
    }
    markdown.append(text).append('\n');
  }
}
