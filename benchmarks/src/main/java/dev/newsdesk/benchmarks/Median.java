package dev.newsdesk.benchmarks;

import java.util.stream.DoubleStream;

/** The median, which one round that the machine was slow in does not move. */
public final class Median {

  private Median() {}

  /** Returns the middle one, or the mean of the two in the middle; there must be one. */
  public static double of(DoubleStream figures) {
    double[] sorted = figures.sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
