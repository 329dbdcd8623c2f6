package dev.newsdesk.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineTableTest {

  private static final PipelineFigures FIGURES =
      new PipelineFigures(
          List.of(
              new RowFigures("bare", 2_000, 1.0, 1.031, 255.3, null, 1.0, 800L),
              new RowFigures("single", 150.4, 0.0752, null, null, 0.52, 12.34, null)),
          List.of(new LoadLatency(0.5, 151.2, 260.9, 1_301)));

  @Test
  void alignsFiguresAndLeavesWhatIsUnknownBlank() {
    StringWriter out = new StringWriter();

    new PipelineTable(60_000, 3, FIGURES).print(new PrintWriter(out));

    assertThat(out.toString().lines().map(String::stripTrailing))
        .containsExactly(
            "                       articles/s   ratio padding   batch changelog cpu s/1k peak MiB",
            "model alone, no Kafka       2,000   1.000   1.031   255.3               1.00      800",
            "app, batches of 1             150   0.075                     0.520    12.34",
            "",
            "AG News test articles, repeated to 60,000 (batches of 1: 6,000); speed and cpu between"
                + " 40 % and 90 % of them; medians of 3 rounds.",
            "",
            "append to committed        p50 ms    p95 ms    p99 ms",
            "at 50 % of capacity           151       261     1,301");
  }

  @Test
  void hasTheKeysThatScriptsRead() {
    JsonNode json = JsonMapper.builder().build().valueToTree(FIGURES);

    assertThat(names(json)).containsExactly("rows", "latency");
    assertThat(names(json.get("rows").get(0)))
        .containsExactly(
            "name",
            "articlesPerSecond",
            "ratioToBare",
            "paddingRatio",
            "meanBatch",
            "changelogRatio",
            "cpuSecondsPer1000",
            "peakRssMiB");
    assertThat(names(json.get("latency").get(0)))
        .containsExactly("load", "p50Ms", "p95Ms", "p99Ms");
    assertThat(json.get("rows").get(1).get("paddingRatio").isNull()).isTrue();
  }

  @Test
  void readsTheRowThatTheBareModelPrints() throws Exception {
    JsonMapper mapper = JsonMapper.builder().build();
    RowFigures row = FIGURES.rows().get(0);

    assertThat(mapper.readValue(mapper.writeValueAsString(row), RowFigures.class)).isEqualTo(row);
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
