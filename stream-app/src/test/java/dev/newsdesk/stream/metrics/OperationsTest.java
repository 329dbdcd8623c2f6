package dev.newsdesk.stream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prometheus.client.Collector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code ops} reads exists, and whom it wakes is told what to do; promtool checks the rest.
 */
class OperationsTest {

  /** Where Maven builds this module, or the folder that an editor starts tests in. */
  private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

  private static final Path OPS = MODULE.resolveSibling("ops");
  private static final Path RULES = OPS.resolve("prometheus");
  private static final Path DASHBOARD = OPS.resolve("grafana/dashboards/newsdesk.json");

  /** Of metrics, and of what rules record: {@code level:metric:operation}. */
  private static final Pattern NAME =
      Pattern.compile("(?<![\\w:])(?:[a-z]+:)?newsdesk_[a-z0-9_]+(?::[a-z0-9_]+)?");

  private static final Pattern RECORDED = Pattern.compile("- record: (\\S+)");
  private static final Pattern ALERT = Pattern.compile("- alert: (\\S+)");

  /** In {@code by (…)}, {@code on (…)}, <code>{…=</code> and <code>{{…}}</code>. */
  private static final Pattern LABELS =
      Pattern.compile("(?:\\b(?:by|on) \\(([a-z, ]*)\\))|([a-z]+)=~?\\\\?\"|\\{\\{([a-z]+)}}");

  /** Labels that Prometheus makes itself. */
  private static final Set<String> PROMETHEUS_LABELS =
      Set.of("alertname", "alertstate", "instance", "job", "le");

  static Stream<Path> readers() {
    return Stream.of(
        RULES.resolve("recording-rules.yml"),
        RULES.resolve("alert-rules.yml"),
        RULES.resolve("tests/running-test.yml"),
        RULES.resolve("tests/quality-test.yml"),
        DASHBOARD,
        OPS.resolve("RUNBOOK.md"));
  }

  @ParameterizedTest
  @MethodSource("readers")
  void everyMetricThatIsReadExists(Path reader) {
    Set<String> known = exposed().collect(Collectors.toCollection(TreeSet::new));
    known.addAll(all(RECORDED, read(RULES.resolve("recording-rules.yml"))));

    assertThat(NAME.matcher(read(reader)).results().map(MatchResult::group)).isSubsetOf(known);
  }

  @ParameterizedTest
  @MethodSource("readers")
  void everyLabelThatIsReadExists(Path reader) {
    Set<String> known = new TreeSet<>(PROMETHEUS_LABELS);
    known.addAll(LabelValues.BY_LABEL.keySet());

    assertThat(
            LABELS
                .matcher(read(reader))
                .results()
                .flatMap(found -> Stream.of(found.group(1), found.group(2), found.group(3)))
                .filter(names -> names != null && !names.isBlank())
                .flatMap(names -> Stream.of(names.split(", *", -1))))
        .isSubsetOf(known);
  }

  @Test
  void everyRecordedSeriesIsUsed() {
    String readers =
        readers()
            .filter(path -> !path.endsWith("running-test.yml"))
            .map(OperationsTest::read)
            .collect(Collectors.joining());

    assertThat(all(RECORDED, read(RULES.resolve("recording-rules.yml"))))
        .isNotEmpty()
        .allSatisfy(
            name -> assertThat(readers.split(Pattern.quote(name), -1)).hasSizeGreaterThan(2));
  }

  @Test
  void everyAlertHasAnEntryInTheRunbookAndEveryEntryAnAlert() {
    String rules = read(RULES.resolve("alert-rules.yml"));
    List<String> alerts = all(ALERT, rules);

    assertThat(all(Pattern.compile("(?m)^## (Newsdesk\\S+)"), read(OPS.resolve("RUNBOOK.md"))))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(alerts);
    assertThat(all(Pattern.compile("runbook_url: \"ops/RUNBOOK.md#(\\S+)\""), rules))
        .containsExactlyElementsOf(
            alerts.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
  }

  @Test
  void everyAlertIsSeenToFireAndSeenToStayAway() {
    String cases =
        read(RULES.resolve("tests/running-test.yml"))
            + read(RULES.resolve("tests/quality-test.yml"));

    assertThat(all(ALERT, read(RULES.resolve("alert-rules.yml"))))
        .allSatisfy(
            alert -> {
              assertThat(cases)
                  .containsPattern("- \\{alertname: " + alert + ",.* exp_alerts: \\[]}");
              assertThat(cases)
                  .containsPattern("- alertname: " + alert + "\\n.*\\n +exp_alerts:\\n");
            });
  }

  @Test
  void everyPanelAsksAndExplains() throws IOException {
    JsonNode panels = new ObjectMapper().readTree(DASHBOARD.toFile()).get("panels");

    assertThat(panels)
        .hasSizeGreaterThan(10)
        .filteredOn(panel -> !panel.get("type").asText().equals("row"))
        .allSatisfy(
            panel -> {
              assertThat(panel.get("description").asText()).endsWith(".");
              assertThat(panel.get("targets"))
                  .isNotEmpty()
                  .allSatisfy(target -> assertThat(target.get("expr").asText()).isNotBlank());
            });
  }

  /** Names under which Prometheus has the metrics. */
  private static Stream<String> exposed() {
    return Catalogue.all()
        .flatMap(
            metric ->
                metric.type() == Collector.Type.HISTOGRAM
                    ? Stream.of("_bucket", "_sum", "_count").map(metric.name()::concat)
                    : Stream.of(metric.name()));
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
