package dev.newsdesk.benchmarks.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.newsdesk.benchmarks.BenchmarkException;
import dev.newsdesk.benchmarks.pipeline.measurement.MetricsText;
import dev.newsdesk.benchmarks.pipeline.measurement.SteadyState;
import dev.newsdesk.benchmarks.pipeline.measurement.Window;
import dev.newsdesk.benchmarks.pipeline.system.App;
import dev.newsdesk.benchmarks.pipeline.system.AppSettings;
import dev.newsdesk.benchmarks.pipeline.system.ChildProcess;
import dev.newsdesk.benchmarks.pipeline.system.Cluster;
import dev.newsdesk.benchmarks.pipeline.system.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measures rows. */
final class Rows {

  private final Cluster cluster;
  private final Setup setup;

  Rows(Cluster cluster, Setup setup) {
    this.cluster = cluster;
    this.setup = setup;
  }

  /** Measures one in a process of its own. */
  RowFigures measure(Row row, int round) {
    return row == Row.BARE ? bare() : app(row, "bench-" + row.label() + "-" + round);
  }

  private RowFigures bare() {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                setup.checkpoint().toString(),
                Integer.toString(setup.articles()),
                Integer.toString(setup.threads())));
    if (setup.data() != null) {
      arguments.add(setup.data().toString());
    }
    try (ChildProcess process =
        ChildProcess.start(
            Row.BARE.label(), cluster.directory(Row.BARE.label()), BareModel.class, arguments)) {
      return JsonMapper.builder().build().readValue(process.awaitOutput(), RowFigures.class);
    } catch (JsonProcessingException e) {
      throw new BenchmarkException(
          "The bare model printed no figures (" + e.getOriginalMessage() + "): run it again.", e);
    }
  }

  /** The articles are there before the app starts, so that their producer takes nothing from it. */
  private RowFigures app(Row row, String name) {
    int articles = row.articles(setup.articles());
    AppSettings settings = settings(name, row.settings());
    cluster.createTopics(settings.topics(), setup.labels(), settings.partitions());
    setup.workload().send(cluster.client(settings.topics()), articles);
    try (App app = App.start(cluster, settings);
        Results results =
            Results.fromBeginning(cluster.client(settings.topics()), setup.labels())) {
      Window window = new SteadyState().watch(articles, app);
      results.requireEachOnce(articles);
      MetricsText metrics = app.metrics();
      return new RowFigures(
          row.label(),
          window.articlesPerSecond(),
          null,
          metrics.ratio("newsdesk_padded_tokens_total", "newsdesk_tokens_total"),
          metrics.ratio("newsdesk_batch_articles_sum", "newsdesk_batch_articles_count"),
          (double) cluster.changelogBytes(settings)
              / cluster.logBytes(settings.topics().articles()),
          window.cpuSecondsPer1000(),
          app.peakMebibytes());
    }
  }

  /** Returns the settings of an app with its own topics and group. */
  AppSettings settings(String name, Map<String, String> others) {
    return new AppSettings(
        name,
        setup.checkpoint(),
        AppSettings.evenPartitions(setup.threads()),
        setup.threads(),
        others);
  }
}
