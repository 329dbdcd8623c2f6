package dev.newsdesk.benchmarks.pipeline;

/**
 * What a second instance brings, each with one thread, on two partitions.
 *
 * @param oneArticlesPerSecond speed of one instance alone
 * @param twoArticlesPerSecond speed of two together
 * @param ratio the second speed divided by the first
 */
public record InstanceFigures(
    double oneArticlesPerSecond, double twoArticlesPerSecond, double ratio) {

  static InstanceFigures of(double one, double two) {
    return new InstanceFigures(one, two, two / one);
  }
}
