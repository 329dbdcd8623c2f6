package dev.newsdesk.stream.live.recording;

import dev.newsdesk.stream.classification.RejectionCause;
import java.util.List;
import java.util.Map;

/**
 * What has happened since the start, all at one moment.
 *
 * @param received records taken in
 * @param byCategory labelled articles of each category that had one
 * @param byCause dead letters of each cause that had one
 * @param rates labelled articles of each of the last 60 seconds that are over, the oldest first
 * @param latency of the last minute
 * @param deadLetters the last few, the oldest first
 */
public record Figures(
    long received,
    Map<String, Long> byCategory,
    Map<RejectionCause, Long> byCause,
    List<Long> rates,
    Latency latency,
    List<ArrivedDeadLetter> deadLetters) {

  /** Copies the collections. */
  public Figures {
    byCategory = Map.copyOf(byCategory);
    byCause = Map.copyOf(byCause);
    rates = List.copyOf(rates);
    deadLetters = List.copyOf(deadLetters);
  }
}
