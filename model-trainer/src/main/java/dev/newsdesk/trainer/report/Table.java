package dev.newsdesk.trainer.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** A table in Markdown. A column whose cells all are figures is set to the right. */
final class Table {

  private final List<String> columns;
  private final List<List<String>> rows = new ArrayList<>();

  /** Starts a table with these headings. */
  Table(String... columns) {
    this.columns = List.of(columns);
  }

  /** Adds a row; cells that are missing at its end say that there is no figure. */
  Table row(String... cells) {
    return row(List.of(cells));
  }

  /** Adds a row; cells that are missing at its end say that there is no figure. */
  Table row(List<String> cells) {
    List<String> row = new ArrayList<>(cells);
    row.addAll(Collections.nCopies(columns.size() - cells.size(), Figures.NONE));
    rows.add(row);
    return this;
  }

  /** Returns the table's lines. */
  String markdown() {
    StringBuilder markdown = new StringBuilder();
    append(markdown, columns);
    append(
        markdown,
        IntStream.range(0, columns.size()).mapToObj(i -> isNumeric(i) ? "--:" : "---").toList());
    rows.forEach(row -> append(markdown, row));
    return markdown.toString();
  }

  private boolean isNumeric(int column) {
    return rows.stream().allMatch(row -> row.get(column).matches("[-+−<]? ?\\d.*|–|not run yet"));
  }

  private static void append(StringBuilder markdown, List<String> cells) {
    markdown.append("| ");
    markdown.append(
        String.join(" | ", cells.stream().map(cell -> cell.replace("|", "\\|")).toList()));
    markdown.append(" |\n");
  }
}
