package dev.newsdesk.trainer.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Lines, in one panel for each measure, two at most, side by side.
 *
 * @param title says what is compared
 * @param xTitle what runs along all panels, with its unit
 * @param logarithmicBreaks marks on a logarithmic horizontal axis; none make it a linear one
 * @param lines the lines, in the legend's order
 */
public record LineChart(
    String title, String xTitle, List<Integer> logarithmicBreaks, List<Line> lines)
    implements Chart {

  /** Blue and orange, then green: told apart by colour-blind eyes too. */
  private static final List<String> COLOURS = List.of("#0072b2", "#d55e00", "#009e73");

  private static final double WIDTH_OF_ONE_PANEL = 560;
  private static final double WIDTH_OF_TWO_PANELS = 800;
  private static final double LEGEND_WIDTH = 140;

  /** Copies the collections. */
  public LineChart {
    logarithmicBreaks = List.copyOf(logarithmicBreaks);
    lines = List.copyOf(lines);
  }

  @Override
  public String svg() {
    List<Object> panels = new ArrayList<>();
    List<Object> colours = new ArrayList<>();
    List<Object> strokes = new ArrayList<>();
    List<Object> x = new ArrayList<>();
    List<Object> y = new ArrayList<>();
    for (Line line : lines) {
      for (Point point : line.points()) {
        panels.add(line.panel());
        colours.add(line.colour());
        strokes.add(line.stroke());
        x.add(point.x());
        y.add(point.y());
      }
    }
    double panelsWidth =
        panels.stream().distinct().count() == 1 ? WIDTH_OF_ONE_PANEL : WIDTH_OF_TWO_PANELS;
    Map<String, Object> mapping =
        Specification.part("x", "x", "y", "y", "color", "colour", "linetype", "stroke");
    return new Specification(
            title,
            Specification.part(
                "panel", panels, "colour", colours, "stroke", strokes, "x", x, "y", y),
            mapping)
        .layers(
            List.of(
                Specification.part("geom", "line", "size", 1),
                Specification.part("geom", "point", "size", 2.5, "show_legend", false)))
        .scales(
            List.of(
                horizontalScale(),
                Specification.part("aesthetic", "y", "name", ""),
                Specification.part("aesthetic", "color", "name", "", "values", COLOURS),
                Specification.part("aesthetic", "linetype", "name", "")))
        .with(
            "facet",
            Specification.part(
                "name",
                "wrap",
                "facets",
                List.of("panel"),
                "ncol",
                2,
                "scales",
                "free_y",
                "order",
                List.of(0)))
        .svg(panelsWidth + LEGEND_WIDTH, 380);
  }

  private Map<String, Object> horizontalScale() {
    Map<String, Object> scale = Specification.part("aesthetic", "x", "name", xTitle);
    if (!logarithmicBreaks.isEmpty()) {
      scale.put("trans", "log2");
      scale.put("breaks", logarithmicBreaks.stream().map(Integer::doubleValue).toList());
      scale.put("format", ",d");
    }
    return scale;
  }

  /**
   * One line.
   *
   * @param panel name of the panel, which is its measure with the unit
   * @param colour what its colour stands for
   * @param stroke what its stroke stands for
   * @param points in order
   */
  public record Line(String panel, String colour, String stroke, List<Point> points) {

    /** Copies the points. */
    public Line {
      points = List.copyOf(points);
    }
  }

  /**
   * One point.
   *
   * @param x along the horizontal axis
   * @param y along the vertical axis
   */
  public record Point(double x, double y) {}
}
