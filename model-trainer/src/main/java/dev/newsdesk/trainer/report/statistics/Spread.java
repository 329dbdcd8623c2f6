package dev.newsdesk.trainer.report.statistics;

import java.util.List;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * How far some values lie apart.
 *
 * @param range largest less smallest
 * @param standardDeviation of a sample, so over one less than the values; 0 for a single value
 */
public record Spread(double range, double standardDeviation) {

  /** Measures values, of which there must be one at least. */
  public static Spread of(List<Double> values) {
    SummaryStatistics statistics = new SummaryStatistics();
    values.forEach(statistics::addValue);
    return new Spread(statistics.getMax() - statistics.getMin(), statistics.getStandardDeviation());
  }
}
