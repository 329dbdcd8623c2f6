package dev.newsdesk.trainer.report.chart;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts as bars.
 *
 * @param title says what is counted
 * @param xTitle what the bars stand for, with its unit
 * @param yTitle what their heights count
 * @param bars names or positions of the bars, in order
 * @param counts height of each
 * @param width width of a bar in the unit of its position
 */
public record BarChart(
    String title,
    String xTitle,
    String yTitle,
    List<Object> bars,
    List<Integer> counts,
    double width)
    implements Chart {

  private static final String BLUE = "#4477aa";

  /** Copies the collections. */
  public BarChart {
    bars = List.copyOf(bars);
    counts = List.copyOf(counts);
  }

  /** Returns a chart with one bar for each name. */
  public static BarChart ofNames(
      String title, String xTitle, String yTitle, List<String> names, List<Integer> counts) {
    return new BarChart(title, xTitle, yTitle, List.copyOf(names), counts, 0.6);
  }

  /** Returns a histogram whose bins begin at 0. */
  public static BarChart ofBins(
      String title, String xTitle, String yTitle, int binWidth, List<Integer> counts) {
    List<Object> middles =
        IntStream.range(0, counts.size()).<Object>mapToObj(bin -> (bin + 0.5) * binWidth).toList();
    return new BarChart(title, xTitle, yTitle, middles, counts, 1);
  }

  @Override
  public String svg() {
    return new Specification(
            title,
            Specification.part("bar", bars, "count", counts),
            Specification.part("x", "bar", "y", "count"))
        .layers(
            List.of(
                Specification.part(
                    "geom",
                    "bar",
                    "stat",
                    "identity",
                    "width",
                    width,
                    "fill",
                    BLUE,
                    "color",
                    "#ffffff",
                    "size",
                    0.4)))
        .scales(
            List.of(
                Specification.part("aesthetic", "x", "name", xTitle),
                Specification.part("aesthetic", "y", "name", yTitle, "format", ",d")))
        .svg(700, 320);
  }
}
