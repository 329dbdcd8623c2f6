package dev.newsdesk.stream.health;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows how long ago each stream thread began its present loop: its main consumer says when it was
 * polled last. A thread that hangs in a producer, a commit or a batch polls no more. Thread-safe.
 */
public final class ThreadLoops {

  private static final Logger LOG = LoggerFactory.getLogger(ThreadLoops.class);

  private static final String METRIC = "last-poll-seconds-ago";
  private static final String GROUP = "consumer-metrics";
  private static final String CONSUMER = "-consumer";

  /** Restores stores, and is polled only then. */
  private static final String RESTORE_CONSUMER = "-restore-consumer";

  private final Supplier<? extends Map<MetricName, ? extends Metric>> metrics;
  private final Duration limit;
  private volatile Optional<Loop> oldest = Optional.empty();
  private boolean said;

  /**
   * Reads the metrics of Kafka Streams at each look.
   *
   * @param limit age from which a thread counts as hung
   */
  public ThreadLoops(
      Supplier<? extends Map<MetricName, ? extends Metric>> metrics, Duration limit) {
    this.metrics = metrics;
    this.limit = limit;
  }

  /** Reads the ages anew. */
  void look() {
    oldest =
        metrics.get().entrySet().stream()
            .filter(entry -> isMainConsumers(entry.getKey()))
            .flatMap(entry -> loop(entry.getKey(), entry.getValue()).stream())
            .max(Comparator.comparing(Loop::age));
    say();
  }

  private static boolean isMainConsumers(MetricName name) {
    String client = name.tags().getOrDefault("client-id", "");
    return name.name().equals(METRIC)
        && name.group().equals(GROUP)
        && client.endsWith(CONSUMER)
        && !client.endsWith(RESTORE_CONSUMER);
  }

  /** Below zero before the first poll. */
  private static Optional<Loop> loop(MetricName name, Metric metric) {
    String client = name.tags().getOrDefault("client-id", "");
    return metric.metricValue() instanceof Number seconds && seconds.doubleValue() >= 0
        ? Optional.of(
            new Loop(
                client.substring(0, client.length() - CONSUMER.length()),
                Duration.ofMillis((long) (seconds.doubleValue() * 1_000))))
        : Optional.empty();
  }

  private void say() {
    Optional<String> cause = cause();
    if (cause.isPresent() && !said) {
      LOG.atWarn().log("{} It is at:{}", cause.get(), stack(oldest.map(Loop::thread).orElse("")));
    } else if (cause.isEmpty() && said) {
      LOG.atInfo().log("All stream threads go on");
    }
    said = cause.isPresent();
  }

  private static String stack(String thread) {
    StringBuilder stack = new StringBuilder();
    Thread.getAllStackTraces()
        .forEach(
            (running, frames) -> {
              if (running.getName().equals(thread)) {
                for (StackTraceElement frame : frames) {
                  stack.append(System.lineSeparator()).append("\tat ").append(frame);
                }
              }
            });
    return stack.toString();
  }

  /** Returns the age of the oldest loop, zero when no thread has begun one. */
  public Duration oldest() {
    return oldest.map(Loop::age).orElse(Duration.ZERO);
  }

  /** Returns which thread hangs, if one does. */
  public Optional<String> cause() {
    return oldest
        .filter(loop -> loop.age().compareTo(limit) >= 0)
        .map(
            loop ->
                "Stream thread "
                    + loop.thread()
                    + " has been in one loop for "
                    + loop.age().toSeconds()
                    + " s although brokers answer: see the log for where it is; restart the app if"
                    + " no partition lacks a leader or in-sync replicas.");
  }

  private record Loop(String thread, Duration age) {}
}
