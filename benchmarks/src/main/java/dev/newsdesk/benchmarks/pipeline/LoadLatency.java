package dev.newsdesk.benchmarks.pipeline;

import dev.newsdesk.benchmarks.pipeline.measurement.Latencies;

/**
 * Latency from when an article was due to be appended to its committed result.
 *
 * @param load articles that come, as a share of those that the app takes at most
 * @param p50Ms half of the articles took no longer, in milliseconds
 * @param p95Ms 95 % took no longer
 * @param p99Ms 99 % took no longer
 */
public record LoadLatency(double load, double p50Ms, double p95Ms, double p99Ms) {

  static LoadLatency of(double load, Latencies latencies) {
    return new LoadLatency(
        load,
        latencies.percentileMillis(50),
        latencies.percentileMillis(95),
        latencies.percentileMillis(99));
  }
}
