package dev.newsdesk.benchmarks.pipeline.measurement;

import java.time.Duration;

/**
 * What was done between two moments.
 *
 * @param articles how many were finished
 * @param time how long it took
 * @param cpu processor time that it took, on all cores together
 */
public record Window(long articles, Duration time, Duration cpu) {

  /** Returns the speed. */
  public double articlesPerSecond() {
    return articles * 1e9 / time.toNanos();
  }

  /** Returns the processor time in seconds for a thousand articles. */
  public double cpuSecondsPer1000() {
    return cpu.toNanos() / 1e6 / articles;
  }
}
