package dev.newsdesk.stream.app;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Tells a run whose stream threads poll no more, as one that waits for a topic which somebody has
 * deleted.
 *
 * @param limit since the last poll; no loop of a sound thread takes as long
 */
record AccuracyStall(Duration limit) {

  private static final String METRIC = "last-poll-seconds-ago";
  private static final String CONSUMERS = "consumer-metrics";
  private static final String RESTORE_CONSUMER = "-restore-consumer";

  /** Returns why a run is to be ended, if it is, from its client's metrics. */
  Optional<String> cause(Map<MetricName, ? extends Metric> metrics) {
    double oldest = 0;
    for (Map.Entry<MetricName, ? extends Metric> entry : metrics.entrySet()) {
      MetricName name = entry.getKey();
      if (name.name().equals(METRIC)
          && name.group().equals(CONSUMERS)
          && !name.tags().getOrDefault("client-id", "").endsWith(RESTORE_CONSUMER)
          && entry.getValue().metricValue() instanceof Number seconds) {
        // Below zero before the first poll.
        oldest = Math.max(oldest, seconds.doubleValue());
      }
    }
    return oldest < limit.toSeconds()
        ? Optional.empty()
        : Optional.of(
            "A stream thread has not polled for "
                + (long) oldest
                + " s: brokers do not answer, or one of its topics was deleted.");
  }
}
