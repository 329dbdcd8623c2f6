package dev.newsdesk.stream.live;

import dev.newsdesk.AccuracyReport;
import java.util.List;

/**
 * How often the checkpoint was right, by the labels known so far.
 *
 * @param cumulative since the checkpoint was first served
 * @param windows over time, the oldest first; windows without a label are absent
 */
public record AccuracySnapshot(AccuracyReport cumulative, List<AccuracyReport> windows) {

  /** Copies the collection. */
  public AccuracySnapshot {
    windows = List.copyOf(windows);
  }
}
