package dev.newsdesk.stream.health;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Knows whether brokers throttle the clients of the stream threads, as quotas have them do. */
final class Throttling {

  /** The longest of about the last minute, in milliseconds; not a number when nothing was sent. */
  private static final Set<String> METRICS =
      Set.of("produce-throttle-time-max", "fetch-throttle-time-max");

  private final Supplier<? extends Map<MetricName, ? extends Metric>> metrics;

  /** Reads the metrics of Kafka Streams when it is asked. */
  Throttling(Supplier<? extends Map<MetricName, ? extends Metric>> metrics) {
    this.metrics = metrics;
  }

  /** Adds to a sentence about threads that are slow that the brokers make them so, if they do. */
  String explain(String slow) {
    long longest =
        metrics.get().entrySet().stream()
            .filter(entry -> METRICS.contains(entry.getKey().name()))
            .map(entry -> entry.getValue().metricValue())
            .filter(Number.class::isInstance)
            .mapToLong(value -> (long) ((Number) value).doubleValue())
            .max()
            .orElse(0);
    return longest <= 0
        ? slow
        : slow
            + " The brokers throttle the app's clients, by up to "
            + longest
            + " ms a request: raise the quota of its user.";
  }
}
