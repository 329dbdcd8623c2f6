package dev.newsdesk.benchmarks.pipeline;

import dev.newsdesk.benchmarks.BenchmarkException;
import dev.newsdesk.benchmarks.pipeline.measurement.SteadyState;
import dev.newsdesk.benchmarks.pipeline.system.App;
import dev.newsdesk.benchmarks.pipeline.system.AppSettings;
import dev.newsdesk.benchmarks.pipeline.system.Cluster;
import dev.newsdesk.benchmarks.pipeline.system.Results;
import dev.newsdesk.stream.client.ClientSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Measures two instances of the app, one thread each, beside one on the same two partitions. */
public final class InstancesBenchmark {

  private static final int PARTITIONS = 2;
  private static final Duration JOIN_LIMIT = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Setup setup;
  private final Consumer<String> progress;

  /** Tells of its progress one line at a time. */
  public InstancesBenchmark(Setup setup, Consumer<String> progress) {
    this.setup = setup;
    this.progress = progress;
  }

  /** Measures one instance, then two. */
  public InstanceFigures run() {
    progress.accept("Starting Kafka and a schema registry …");
    try (Cluster cluster = Cluster.start()) {
      return InstanceFigures.of(measure(cluster, 1), measure(cluster, 2));
    }
  }

  /** The articles come when every instance has its partitions: who starts first takes no lead. */
  private double measure(Cluster cluster, int instances) {
    progress.accept("Measuring " + instances + " of 2 instances …");
    AppSettings settings =
        new AppSettings(
            "bench-instances-" + instances, setup.checkpoint(), PARTITIONS, 1, Row.APP.settings());
    ClientSettings client = cluster.client(settings.topics());
    cluster.createTopics(settings.topics(), setup.labels(), PARTITIONS);
    Deque<App> apps = new ArrayDeque<>();
    try (Results results = Results.fromBeginning(client, setup.labels())) {
      for (int instance = 1; instance <= instances; instance++) {
        apps.push(App.start(cluster, settings, instance));
      }
      awaitWorking(cluster, settings, apps);
      setup.workload().send(client, setup.articles());
      double speed =
          new SteadyState().watch(setup.articles(), new Together(apps)).articlesPerSecond();
      results.requireEachOnce(setup.articles());
      return speed;
    } finally {
      apps.forEach(App::close);
    }
  }

  private static void awaitWorking(Cluster cluster, AppSettings settings, Deque<App> apps) {
    long until = System.nanoTime() + JOIN_LIMIT.toNanos();
    while (cluster.workingThreads(settings.name()) < apps.size()) {
      apps.forEach(App::requireRunning);
      if (System.nanoTime() > until) {
        throw new BenchmarkException(
            "Of "
                + apps.size()
                + " instances not every one got a partition: free some CPU and run it again.");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Several instances as one. */
  private record Together(Deque<App> apps) implements SteadyState.Work {

    @Override
    public long finished() {
      return apps.getFirst().finished();
    }

    @Override
    public Duration cpu() {
      return apps.stream().map(App::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void requireRunning() {
      apps.forEach(App::requireRunning);
    }
  }
}
