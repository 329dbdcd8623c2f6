package dev.newsdesk.stream.live.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class RecentLatencyTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final RecentLatency latency = new RecentLatency();

  @Test
  void percentilesAreThoseOfTheTimesToAHundredth() {
    for (int i = 1; i <= 1_000; i++) {
      latency.add(NOON.plusMillis(10L * i), Duration.ofMillis(i));
    }
    Latency summary = latency.summary(NOON.plusSeconds(11));

    assertThat(summary.articles()).isEqualTo(1_000);
    assertThat(summary.median().toMillis()).isCloseTo(500, Percentage.withPercentage(1));
    assertThat(summary.percentile95().toMillis()).isCloseTo(950, Percentage.withPercentage(1));
    assertThat(summary.percentile99().toMillis()).isCloseTo(990, Percentage.withPercentage(1));
  }

  @Test
  void whatIsAMinuteOldIsForgotten() {
    latency.add(NOON, Duration.ofSeconds(30));
    latency.add(NOON.plusSeconds(55), Duration.ofSeconds(1));

    assertThat(latency.summary(NOON.plusSeconds(59)).articles()).isEqualTo(2);
    assertThat(latency.summary(NOON.plusSeconds(60)).articles()).isOne();
    assertThat(latency.summary(NOON.plusSeconds(600)).articles()).isZero();
    latency.add(NOON.plusSeconds(600), Duration.ofSeconds(2));
    assertThat(latency.summary(NOON.plusSeconds(600)).articles()).isOne();
  }

  @Test
  void anArticleFromLastYearCountsAsADayOld() {
    latency.add(NOON, Duration.ofDays(365));

    assertThat(latency.summary(NOON).median().toHours()).isEqualTo(24);
  }
}
