package dev.newsdesk.stream.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class AccuracyStallTest {

  private final AccuracyStall stall = new AccuracyStall(Duration.ofMinutes(1));
  private final Map<MetricName, Metric> metrics = new HashMap<>();

  @Test
  void aThreadThatPollsNoMoreEndsTheRun() {
    lastPoll("accuracy-StreamThread-1-consumer", 2.0);
    lastPoll("accuracy-StreamThread-2-consumer", 75.0);
    assertThat(stall.cause(metrics))
        .contains(
            "A stream thread has not polled for 75 s: brokers do not answer, or one of its topics"
                + " was deleted.");
  }

  @Test
  void threadsThatPollHaveNotPolledYetOrHaveNothingToRestoreAreSound() {
    lastPoll("accuracy-StreamThread-1-consumer", 59.0);
    lastPoll("accuracy-StreamThread-2-consumer", -1.0);
    lastPoll("accuracy-StreamThread-1-restore-consumer", 3_600.0);
    assertThat(stall.cause(metrics)).isEmpty();
    assertThat(stall.cause(Map.of())).isEmpty();
  }

  private void lastPoll(String client, double seconds) {
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
            return seconds;
          }
        });
  }
}
