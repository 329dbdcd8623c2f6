package dev.newsdesk.benchmarks.pipeline.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTextTest {

  private static final String PAGE =
      """
      # HELP newsdesk_batch_articles Articles of a batch.
      # TYPE newsdesk_batch_articles histogram
      newsdesk_batch_articles_bucket{partition="0",le="256.0",} 3.0
      newsdesk_batch_articles_bucket{partition="0",le="+Inf",} 3.0
      newsdesk_batch_articles_sum{partition="0",} 700.0
      newsdesk_batch_articles_sum{partition="1",} 300.0
      newsdesk_batch_articles_count{partition="0",} 3.0
      newsdesk_batch_articles_count{partition="1",} 1.0

      newsdesk_tokens_total 1.25E7
      newsdesk_odd{text="a \\"}\\" and {b=\\"c\\"}"} +Inf 1700000000000
      jvm_buffer_pool_used_bytes{pool="direct",} 4096.0
      jvm_buffer_pool_used_bytes{pool="mapped",} 1.0
      newsdesk_idle_count 0
      not a sample at all
      """;

  private final MetricsText metrics = MetricsText.parse(PAGE);

  @Test
  void addsUpAMetricOverItsLabels() {
    assertThat(metrics.sum("newsdesk_batch_articles_sum")).isEqualTo(1_000);
    assertThat(metrics.sum("newsdesk_tokens_total")).isEqualTo(12_500_000);
  }

  @Test
  void picksTheValuesThatHaveALabel() {
    assertThat(metrics.sum("jvm_buffer_pool_used_bytes", Map.of("pool", "direct"))).isEqualTo(4096);
    assertThat(metrics.sum("jvm_buffer_pool_used_bytes", Map.of("pool", "none"))).isNull();
  }

  @Test
  void takesBracesAndQuotesInALabelForText() {
    assertThat(metrics.samples())
        .contains(
            new MetricsText.Sample(
                "newsdesk_odd",
                Map.of("text", "a \\\"}\\\" and {b=\\\"c\\\"}"),
                Double.POSITIVE_INFINITY));
  }

  @Test
  void knowsNoRatioOfWhatIsMissingOrZero() {
    assertThat(metrics.ratio("newsdesk_batch_articles_sum", "newsdesk_batch_articles_count"))
        .isEqualTo(250);
    assertThat(metrics.ratio("newsdesk_tokens_total", "newsdesk_idle_count")).isNull();
    assertThat(metrics.ratio("newsdesk_tokens_total", "newsdesk_nothing")).isNull();
    assertThat(metrics.sum("newsdesk_nothing")).isNull();
  }

  @Test
  void findsNothingOnAPageThatIsNone() {
    assertThat(MetricsText.parse("<html>Not found</html>").samples()).isEmpty();
  }
}
