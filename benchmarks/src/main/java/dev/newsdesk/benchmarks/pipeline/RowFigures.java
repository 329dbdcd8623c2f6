package dev.newsdesk.benchmarks.pipeline;

import dev.newsdesk.benchmarks.Median;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table, of one round or the medians of several; null is what could not be measured
 * or does not apply.
 *
 * @param name of the row
 * @param articlesPerSecond speed between 40 % and 90 % of the articles
 * @param ratioToBare that speed divided by the bare model's
 * @param paddingRatio tokens that the network took, padding included, divided by real ones
 * @param meanBatch articles of a batch
 * @param changelogRatio bytes of the store's changelog divided by those of the articles' topic
 * @param cpuSecondsPer1000 the process' time on all cores for a thousand articles
 * @param peakRssMiB the process' largest resident memory, of all rounds
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

  /** Returns what one row gave in several rounds. */
  static RowFigures medianOf(List<RowFigures> rounds) {
    return new RowFigures(
        rounds.get(0).name(),
        Median.of(rounds.stream().mapToDouble(RowFigures::articlesPerSecond)),
        median(rounds, RowFigures::ratioToBare),
        median(rounds, RowFigures::paddingRatio),
        median(rounds, RowFigures::meanBatch),
        median(rounds, RowFigures::changelogRatio),
        Median.of(rounds.stream().mapToDouble(RowFigures::cpuSecondsPer1000)),
        rounds.stream()
            .map(RowFigures::peakRssMiB)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null));
  }

  private static @Nullable Double median(
      List<RowFigures> rounds, Function<RowFigures, @Nullable Double> figure) {
    List<Double> known = rounds.stream().map(figure).filter(Objects::nonNull).toList();
    return known.isEmpty() ? null : Median.of(known.stream().mapToDouble(Double::doubleValue));
  }

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
