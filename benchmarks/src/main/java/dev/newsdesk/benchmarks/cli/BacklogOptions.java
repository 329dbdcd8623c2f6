package dev.newsdesk.benchmarks.cli;

import dev.newsdesk.benchmarks.pipeline.Setup;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The articles that every benchmark of the pipeline works through. */
final class BacklogOptions {

  /** Fewer are over before anything is steady. */
  private static final int MIN_ARTICLES = 1_000;

  @Option(
      names = "--data",
      description = "Folder with AG News; default: $AG_NEWS_DIR, else the cache.")
  private @Nullable Path data;

  @Option(
      names = "--articles",
      defaultValue = "480000",
      description = "Test articles, repeated to this number; default: ${DEFAULT-VALUE}.")
  private int articles;

  /** Refuses what measures nothing. */
  void check(CommandLine command) {
    if (articles < MIN_ARTICLES) {
      throw new ParameterException(
          command, "--articles is " + articles + ": take at least " + MIN_ARTICLES + ".");
    }
  }

  int articles() {
    return articles;
  }

  /** Reads what is measured, with the checkpoint that the launcher names. */
  Setup setup(int threads) {
    return Setup.read(
        Path.of(System.getProperty("newsdesk.checkpoint", "checkpoint")), data, articles, threads);
  }
}
