package dev.newsdesk.trainer.cli;

import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.data.AgNewsSource;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where AG News is. */
final class DataOptions {

  @Option(names = "--data", description = "Folder with AG News; default: $AG_NEWS_DIR.")
  private @Nullable Path data;

  /** Returns the data set, downloading it where need be. */
  AgNews require() {
    Path home = Path.of(System.getProperty("user.home", "."));
    return new AgNewsSource(System.getenv(), home).require(data);
  }
}
