package dev.newsdesk.trainer.report.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jetbrains.letsPlot.commons.geometry.DoubleVector;
import org.jetbrains.letsPlot.core.util.PlotSvgExportCommon;

/** A plot in the words of Lets-Plot, which are ggplot2's. */
final class Specification {

  private final Map<String, Object> plot = new LinkedHashMap<>();

  /** Starts a plot on white, which can be read in a dark page too. */
  Specification(String title, Map<String, Object> data, Map<String, Object> mapping) {
    plot.put("kind", "plot");
    plot.put("ggtitle", part("text", title));
    plot.put("theme", part("name", "bw"));
    plot.put("data", data);
    plot.put("mapping", mapping);
  }

  /** Sets what is drawn, the lowest layer first. */
  Specification layers(List<Map<String, Object>> layers) {
    plot.put("layers", layers);
    return this;
  }

  /** Sets how values become positions and colours. */
  Specification scales(List<Map<String, Object>> scales) {
    plot.put("scales", scales);
    return this;
  }

  /** Sets any other part. */
  Specification with(String name, Map<String, Object> value) {
    plot.put(name, value);
    return this;
  }

  /** Draws the plot, in pixels. */
  String svg(double width, double height) {
    String svg =
        PlotSvgExportCommon.INSTANCE.buildSvgImageFromRawSpecs(
            plot,
            new DoubleVector(width, height),
            (columns, rows, pixels) -> {
              throw new UnsupportedOperationException("No chart holds an image.");
            },
            false);
    return StableSvg.of(svg);
  }

  /** Returns a map in the order given: names and values in turn. */
  static Map<String, Object> part(Object... namesAndValues) {
    Map<String, Object> part = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      part.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return part;
  }
}
