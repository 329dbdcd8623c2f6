package dev.newsdesk.benchmarks.pipeline.measurement;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Latencies of any number of articles, to three significant digits. For one thread at a time. */
public final class Latencies {

  private static final int SIGNIFICANT_DIGITS = 3;

  private final Histogram microseconds = new Histogram(SIGNIFICANT_DIGITS);

  /** Adds one in nanoseconds. */
  public void add(long nanos) {
    microseconds.recordValue(TimeUnit.NANOSECONDS.toMicros(Math.max(0, nanos)));
  }

  /** Returns the latency in milliseconds that this many percent of the articles do not exceed. */
  public double percentileMillis(double percent) {
    return microseconds.getValueAtPercentile(percent) / 1e3;
  }
}
