package dev.newsdesk.benchmarks.pipeline;

import dev.newsdesk.benchmarks.pipeline.measurement.Pacing;
import dev.newsdesk.benchmarks.pipeline.system.App;
import dev.newsdesk.benchmarks.pipeline.system.AppSettings;
import dev.newsdesk.benchmarks.pipeline.system.Cluster;
import dev.newsdesk.benchmarks.pipeline.system.PacedStream;
import dev.newsdesk.benchmarks.pipeline.system.Results;
import dev.newsdesk.stream.client.ClientSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Measures speed and cost of each row, then the app's latency at shares of what it can take. */
public final class PipelineBenchmark {

  private static final List<Double> LOADS = List.of(0.1, 0.5, 0.9);

  /** Articles at full speed before the first latency is taken. */
  private static final int WARM_UP_ARTICLES = 60_000;

  private final Setup setup;
  private final Consumer<String> progress;

  /** Tells of its progress one line at a time. */
  public PipelineBenchmark(Setup setup, Consumer<String> progress) {
    this.setup = setup;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param rows which rows; they are taken in the table's order
   * @param rounds how often, at least 1; rows take turns, so that whatever else the machine does
   *     hits all of them, and a round's ratios are of one time
   * @param perLoad how long articles come at each load; zero leaves latency out, as does a run
   *     without the row that tells the app's capacity
   */
  public PipelineFigures run(Set<Row> rows, int rounds, Duration perLoad) {
    progress.accept("Starting Kafka and a schema registry …");
    try (Cluster cluster = Cluster.start()) {
      List<List<RowFigures>> measuredRounds = new ArrayList<>();
      for (int round = 1; round <= rounds; round++) {
        measuredRounds.add(besideBare(round(cluster, rows, round)));
      }
      List<RowFigures> measured =
          IntStream.range(0, rows.size())
              .mapToObj(row -> measuredRounds.stream().map(round -> round.get(row)).toList())
              .map(RowFigures::medianOf)
              .toList();
      List<LoadLatency> latency = new ArrayList<>();
      for (RowFigures row : measured) {
        if (row.name().equals(Row.ACCURACY.label()) && !perLoad.isZero()) {
          latency.addAll(latency(cluster, row.articlesPerSecond(), perLoad));
        }
      }
      return new PipelineFigures(measured, latency);
    }
  }

  private List<RowFigures> round(Cluster cluster, Set<Row> rows, int round) {
    List<RowFigures> measured = new ArrayList<>();
    for (Row row : Row.values()) {
      if (rows.contains(row)) {
        progress.accept(
            "Measuring %s, %d articles, %d threads, round %d …"
                .formatted(row.label(), row.articles(setup.articles()), setup.threads(), round));
        RowFigures figures = new Rows(cluster, setup).measure(row, round);
        progress.accept("%.0f articles/s".formatted(figures.articlesPerSecond()));
        measured.add(figures);
      }
    }
    return measured;
  }

  private static List<RowFigures> besideBare(List<RowFigures> rows) {
    return rows.stream()
        .filter(row -> row.name().equals(Row.BARE.label()))
        .findFirst()
        .map(bare -> rows.stream().map(row -> row.besideBare(bare.articlesPerSecond())).toList())
        .orElse(rows);
  }

  private List<LoadLatency> latency(Cluster cluster, double capacity, Duration perLoad) {
    AppSettings settings = new Rows(cluster, setup).settings("bench-latency", Map.of());
    ClientSettings client = cluster.client(settings.topics());
    cluster.createTopics(settings.topics(), setup.labels(), settings.partitions());
    int warmUp = Math.min(setup.articles(), WARM_UP_ARTICLES);
    setup.workload().send(client, warmUp);
    List<LoadLatency> latency = new ArrayList<>();
    try (App app = App.start(cluster, settings)) {
      try (Results results = Results.fromBeginning(client, setup.labels())) {
        results.requireEachOnce(warmUp);
      }
      for (double load : LOADS) {
        progress.accept(
            "Measuring latency at %.0f %% of capacity for %d s …"
                .formatted(100 * load, perLoad.toSeconds()));
        app.requireRunning();
        try (Results results = Results.fromNow(client, setup.labels())) {
          latency.add(
              LoadLatency.of(
                  load,
                  new PacedStream(client, setup.workload())
                      .measure(new Pacing(load * capacity, perLoad), results)));
        }
      }
    }
    return latency;
  }
}
