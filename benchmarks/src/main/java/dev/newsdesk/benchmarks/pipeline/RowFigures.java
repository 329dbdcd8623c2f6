package dev.newsdesk.benchmarks.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * One row of the table; null is what could not be measured or does not apply.
 *
 * @param name of the row
 * @param articlesPerSecond speed between 40 % and 90 % of the articles
 * @param ratioToBare that speed divided by the bare model's
 * @param paddingRatio tokens that the network took, padding included, divided by real ones
 * @param meanBatch articles of a batch
 * @param changelogRatio bytes of the store's changelog divided by those of the articles' topic
 * @param cpuSecondsPer1000 the process' time on all cores for a thousand articles
 * @param peakRssMiB the process' largest resident memory
 */
public record RowFigures(
    String name,
    double articlesPerSecond,
    @Nullable Double ratioToBare,
    @Nullable Double paddingRatio,
    @Nullable Double meanBatch,
    @Nullable Double changelogRatio,
    double cpuSecondsPer1000,
    @Nullable Long peakRssMiB) {

  /** Returns the same row beside the bare model's speed. */
  RowFigures besideBare(double bareArticlesPerSecond) {
    return new RowFigures(
        name,
        articlesPerSecond,
        articlesPerSecond / bareArticlesPerSecond,
        paddingRatio,
        meanBatch,
        changelogRatio,
        cpuSecondsPer1000,
        peakRssMiB);
  }
}
