package dev.newsdesk.benchmarks.pipeline;

import dev.newsdesk.benchmarks.pipeline.system.Workload;
import dev.newsdesk.classifier.checkpoint.CheckpointReader;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.data.AgNewsSource;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every measurement works with.
 *
 * @param checkpoint folder of what is served
 * @param labels that it gives
 * @param data folder of AG News, null for wherever it is found
 * @param workload its test articles
 * @param articles how many of them, repeated, a measurement takes
 * @param threads of the model, in the app or alone
 */
public record Setup(
    Path checkpoint,
    List<String> labels,
    @Nullable Path data,
    Workload workload,
    int articles,
    int threads) {

  /** Copies the collection. */
  public Setup {
    labels = List.copyOf(labels);
  }

  /**
   * Reads checkpoint and articles.
   *
   * @throws dev.newsdesk.classifier.checkpoint.CheckpointException when the checkpoint is not sound
   * @throws dev.newsdesk.trainer.data.DataException when the articles cannot be read
   */
  public static Setup read(Path checkpoint, @Nullable Path data, int articles, int threads) {
    Workload workload = new Workload(agNews(data).test());
    return new Setup(
        checkpoint,
        CheckpointReader.read(checkpoint).manifest().labels(),
        data,
        workload,
        articles,
        threads);
  }

  /** Returns the folder asked for, or wherever AG News is found. */
  static AgNews agNews(@Nullable Path data) {
    return new AgNewsSource(System.getenv(), Path.of(System.getProperty("user.home", "")))
        .require(data);
  }
}
