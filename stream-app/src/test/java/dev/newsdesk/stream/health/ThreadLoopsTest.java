package dev.newsdesk.stream.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class ThreadLoopsTest {

  private final Map<MetricName, Metric> metrics = new HashMap<>();
  private final ThreadLoops loops = new ThreadLoops(() -> metrics, Duration.ofSeconds(30));

  @Test
  void theOldestLoopCounts() {
    polled("app-StreamThread-1-consumer", 1);
    polled("app-StreamThread-2-consumer", 29);
    loops.look();

    assertThat(loops.oldest()).isEqualTo(Duration.ofSeconds(29));
    assertThat(loops.cause()).isEmpty();
  }

  @Test
  void aThreadThatHangsIsNamed() {
    polled("app-StreamThread-1-consumer", 1);
    polled("app-StreamThread-2-consumer", 31);
    loops.look();
    assertThat(loops.cause().orElse(""))
        .startsWith("Stream thread app-StreamThread-2 has been in one loop for 31 s");

    polled("app-StreamThread-2-consumer", 0);
    loops.look();
    assertThat(loops.cause()).isEmpty();
  }

  @Test
  void aThreadThatHasGoneIsForgotten() {
    polled("app-StreamThread-1-consumer", 31);
    loops.look();
    metrics.clear();
    loops.look();

    assertThat(loops.cause()).isEmpty();
    assertThat(loops.oldest()).isZero();
  }

  @Test
  void neitherAConsumerThatOnlyRestoresCountsNorOneThatHasNotBegun() {
    polled("app-StreamThread-1-restore-consumer", 500);
    polled("app-StreamThread-1-consumer", -1);
    loops.look();

    assertThat(loops.oldest()).isZero();
  }

  private void polled(String client, double secondsAgo) {
    MetricName name =
        new MetricName(
            "last-poll-seconds-ago", "consumer-metrics", "", Map.of("client-id", client));
    metrics.put(
        name,
        new Metric() {
          @Override
          public MetricName metricName() {
            return name;
          }

          @Override
          public Object metricValue() {
            return secondsAgo;
          }
        });
  }
}
