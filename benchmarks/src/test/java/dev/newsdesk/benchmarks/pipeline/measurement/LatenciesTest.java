package dev.newsdesk.benchmarks.pipeline.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void tellsPercentilesInMilliseconds() {
    Latencies latencies = new Latencies();
    for (long millis = 1; millis <= 1_000; millis++) {
      latencies.add(millis * 1_000_000);
    }

    assertThat(latencies.percentileMillis(50)).isCloseTo(500, within(1.0));
    assertThat(latencies.percentileMillis(95)).isCloseTo(950, within(1.0));
    assertThat(latencies.percentileMillis(99)).isCloseTo(990, within(1.0));
  }
}
