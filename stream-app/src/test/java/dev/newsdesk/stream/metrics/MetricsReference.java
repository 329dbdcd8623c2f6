package dev.newsdesk.stream.metrics;

import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes {@code docs/metrics.md} from the catalogue. */
final class MetricsReference {

  private static final String HEAD =
      """
      # Metrics

      Made from the catalogue in the code; the test `MetricsReferenceTest` fails when it is out of date.

      Each instance answers at `/metrics` of its `http.address`, in Prometheus' text format or OpenMetrics. A histogram is shown
      as `…_bucket`, `…_sum` and `…_count`. Beside these there are the client library's `jvm_…` and `process_…`. The other hundreds
      of Kafka Streams' metrics stay in JMX.

      Counts are those of the stream threads: work of a transaction that is given up and repeated counts twice, so that they may
      exceed what readers of committed records see. [`ops`](../ops) has the rules, alerts and dashboard that read them.
      """;

  private static final String LABELS =
      """

      ## Labels

      Each has a bounded set of values.

      | label | values |
      |---|---|
      """;

  private MetricsReference() {}

  /** Returns the page, which is the same on any machine. */
  static String page() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Catalogue.Group group : Catalogue.GROUPS) {
      page.append("\n## ").append(group.heading()).append("\n\n");
      page.append("| metric | type | unit | labels | meaning |\n|---|---|---|---|---|\n");
      for (MetricDefinition metric : group.metrics()) {
        page.append(
            row(
                "`" + metric.name() + "`",
                metric.type().name().toLowerCase(Locale.ROOT),
                unit(metric.unit()),
                metric.labels().stream()
                    .map(label -> "`" + label + "`")
                    .collect(Collectors.joining(", ")),
                metric.help()));
      }
    }
    page.append(LABELS);
    new TreeMap<>(LabelValues.BY_LABEL)
        .forEach((label, values) -> page.append(row("`" + label + "`", values)));
    return page.toString();
  }

  private static String unit(Unit unit) {
    return unit == Unit.NONE ? "" : unit.name().toLowerCase(Locale.ROOT);
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
