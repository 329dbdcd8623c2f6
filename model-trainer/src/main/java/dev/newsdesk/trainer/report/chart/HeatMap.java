package dev.newsdesk.trainer.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts in a square, the darker the more.
 *
 * @param title says what is counted
 * @param xTitle what the columns are
 * @param yTitle what the rows are
 * @param labels names of the rows and of the columns
 * @param counts by row, from the top, then by column
 */
public record HeatMap(
    String title, String xTitle, String yTitle, List<String> labels, List<List<Integer>> counts)
    implements Chart {

  /** Copies the collections. */
  public HeatMap {
    labels = List.copyOf(labels);
    counts = counts.stream().map(List::copyOf).toList();
  }

  @Override
  public String svg() {
    List<String> rows = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    List<Integer> cells = new ArrayList<>();
    // An axis begins at the bottom.
    for (int row = labels.size() - 1; row >= 0; row--) {
      for (int column = 0; column < labels.size(); column++) {
        rows.add(labels.get(row));
        columns.add(labels.get(column));
        cells.add(counts.get(row).get(column));
      }
    }
    return new Specification(
            title,
            Specification.part("row", rows, "column", columns, "cell", cells),
            Specification.part("x", "column", "y", "row"))
        .layers(
            List.of(
                Specification.part("geom", "tile", "mapping", Specification.part("fill", "cell")),
                Specification.part(
                    "geom",
                    "text",
                    "mapping",
                    Specification.part("label", "cell"),
                    "label_format",
                    ",d",
                    "color",
                    "#000000",
                    "size",
                    7)))
        .scales(
            List.of(
                Specification.part("aesthetic", "x", "name", xTitle),
                Specification.part("aesthetic", "y", "name", yTitle),
                // By the square root, or all that is off the diagonal would look the same; no
                // darker than black text can be read on.
                Specification.part(
                    "aesthetic",
                    "fill",
                    "name",
                    "articles",
                    "scale_mapper_kind",
                    "color_gradient",
                    "low",
                    "#ffffff",
                    "high",
                    "#6699cc",
                    "trans",
                    "sqrt",
                    "guide",
                    "none")))
        .svg(560, 420);
  }
}
