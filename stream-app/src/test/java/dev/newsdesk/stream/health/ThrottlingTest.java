package dev.newsdesk.stream.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class ThrottlingTest {

  private final Map<MetricName, Metric> metrics = new HashMap<>();
  private final Throttling throttling = new Throttling(() -> metrics);

  @Test
  void theLongestThrottleOfAnyClientIsNamed() {
    measured("produce-throttle-time-max", "one", 20.7);
    measured("produce-throttle-time-max", "other", 1_000);
    measured("fetch-throttle-time-max", "one", 300);
    measured("request-latency-max", "one", 5_000);

    assertThat(throttling.explain("It is slow."))
        .isEqualTo(
            "It is slow. The brokers throttle the app's clients, by up to 1000 ms a request: raise"
                + " the quota of its user.");
  }

  @Test
  void clientsThatAreNotThrottledChangeNothing() {
    measured("produce-throttle-time-max", "one", 0);
    measured("fetch-throttle-time-max", "one", Double.NaN);

    assertThat(throttling.explain("It is slow.")).isEqualTo("It is slow.");
  }

  private void measured(String name, String client, double value) {
    MetricName metric = new MetricName(name, "any", "", Map.of("client-id", client));
    metrics.put(
        metric,
        new Metric() {
          @Override
          public MetricName metricName() {
            return metric;
          }

          @Override
          public Object metricValue() {
            return value;
          }
        });
  }
}
