package dev.newsdesk.benchmarks.pipeline;

import dev.newsdesk.benchmarks.pipeline.measurement.Pacing;
import dev.newsdesk.benchmarks.pipeline.system.App;
import dev.newsdesk.benchmarks.pipeline.system.AppSettings;
import dev.newsdesk.benchmarks.pipeline.system.Cluster;
import dev.newsdesk.benchmarks.pipeline.system.PacedStream;
import dev.newsdesk.benchmarks.pipeline.system.Results;
import dev.newsdesk.stream.client.ClientSettings;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** Lets the app work for a while at a share of what it can take and watches what it holds. */
public final class SoakBenchmark {

  private static final Duration EVERY = Duration.ofSeconds(30);

  private final Setup setup;
  private final Consumer<String> progress;

  /** Tells of its progress one line at a time. */
  public SoakBenchmark(Setup setup, Consumer<String> progress) {
    this.setup = setup;
    this.progress = progress;
  }

  /**
   * Measures the app's capacity, then soaks it.
   *
   * @param load share of the capacity
   * @param duration of the soak
   * @param samples is given one every half minute
   */
  public void run(double load, Duration duration, Consumer<SoakSample> samples) {
    progress.accept("Starting Kafka and a schema registry …");
    try (Cluster cluster = Cluster.start()) {
      progress.accept("Measuring the app's capacity, " + setup.articles() + " articles …");
      Rows rows = new Rows(cluster, setup);
      double perSecond = load * rows.measure(Row.ACCURACY, 1).articlesPerSecond();
      progress.accept(
          "Soaking with %.0f articles/s for %d min …".formatted(perSecond, duration.toMinutes()));
      soak(
          cluster, rows.settings("bench-soak", Map.of()), new Pacing(perSecond, duration), samples);
    }
  }

  private void soak(
      Cluster cluster, AppSettings settings, Pacing pacing, Consumer<SoakSample> samples) {
    ClientSettings client = cluster.client(settings.topics());
    cluster.createTopics(settings.topics(), setup.labels(), settings.partitions());
    try (App app = App.start(cluster, settings)) {
      long begin = System.nanoTime();
      Sampling sampling = new Sampling(app, begin, samples);
      new PacedStream(client, setup.workload()).send(pacing, sampling::before);
      app.requireRunning();
      try (Results results = Results.fromBeginning(client, setup.labels())) {
        results.requireEachOnce(pacing.articles());
      }
    }
  }

  /** Takes a sample when an article is due and half a minute has passed: no thread of its own. */
  private static final class Sampling {

    private final App app;
    private final long begin;
    private final Consumer<SoakSample> samples;
    private long next;

    Sampling(App app, long begin, Consumer<SoakSample> samples) {
      this.app = app;
      this.begin = begin;
      this.samples = samples;
      this.next = EVERY.toNanos();
    }

    void before(long sent) {
      long passed = System.nanoTime() - begin;
      if (passed < next) {
        return;
      }
      next += EVERY.toNanos();
      app.requireRunning();
      samples.accept(
          SoakSample.of(
              Duration.ofNanos(passed).toSeconds(),
              // What is committed in the meantime was sent in the meantime.
              Math.max(0, sent - app.finished()),
              app.residentMebibytes(),
              app.openNdManagers(),
              app.metrics()));
    }
  }
}
