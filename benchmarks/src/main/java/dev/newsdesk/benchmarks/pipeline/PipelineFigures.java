package dev.newsdesk.benchmarks.pipeline;

import java.util.List;

/**
 * What one run of the benchmark gives; its components are the keys of the JSON.
 *
 * @param rows speed and cost, medians of the rounds
 * @param latency at each load, empty where it was not measured
 */
public record PipelineFigures(List<RowFigures> rows, List<LoadLatency> latency) {

  /** Copies the collections. */
  public PipelineFigures {
    rows = List.copyOf(rows);
    latency = List.copyOf(latency);
  }
}
