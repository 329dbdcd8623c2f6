package dev.newsdesk.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.benchmarks.pipeline.measurement.MetricsText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoakTableTest {

  private static final String METRICS =
      """
      jvm_memory_bytes_used{area="heap",} 104857600
      jvm_memory_bytes_used{area="nonheap",} 1
      jvm_buffer_pool_used_bytes{pool="direct",} 2097152
      """;

  @Test
  void readsMemoryUnderEitherNameOfTheMetric() {
    SoakSample old = SoakSample.of(30, 12, 600L, 7.0, MetricsText.parse(METRICS));

    assertThat(old).isEqualTo(new SoakSample(30, 12, 600.0, 100.0, 2.0, 7.0));
    assertThat(
            SoakSample.of(
                30,
                12,
                600L,
                7.0,
                MetricsText.parse(METRICS.replace("memory_bytes_used", "memory_used_bytes"))))
        .isEqualTo(old);
  }

  @Test
  void comparesTheFirstThirdWithTheLast() {
    StringWriter out = new StringWriter();
    SoakTable table = new SoakTable(new PrintWriter(out));
    SoakSample first = new SoakSample(30, 1_000, 600.0, 90.0, 2.0, null);
    SoakSample second = new SoakSample(60, 900, 610.0, 110.0, 2.0, null);
    SoakSample third = new SoakSample(90, 1_100, 620.0, 100.0, 2.0, null);

    table.head();
    table.add(first);
    table.compare(List.of(first, second, third));

    assertThat(out.toString().lines().map(String::stripTrailing))
        .containsExactly(
            "            waiting  resident MiB  heap MiB  direct MiB  NDManagers",
            "     30 s     1,000           600        90           2",
            "",
            "  first ⅓     1,000           600        90           2",
            "   last ⅓     1,100           620       100           2");
  }

  @Test
  void leavesOutOfAMeanWhatCouldNotBeRead() {
    assertThat(
            SoakTable.mean(
                List.of(
                    new SoakSample(30, 0, null, null, null, null),
                    new SoakSample(60, 0, 8.0, null, null, null)),
                SoakSample::residentMiB))
        .isEqualTo(8);
    assertThat(SoakTable.mean(List.of(), SoakSample::residentMiB)).isNull();
  }
}
