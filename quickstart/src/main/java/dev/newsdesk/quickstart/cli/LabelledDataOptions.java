package dev.newsdesk.quickstart.cli;

import dev.newsdesk.stream.replay.offline.LabelledArticle;
import dev.newsdesk.stream.replay.offline.LabelledArticles;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.data.AgNewsSource;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which file's articles are replayed. */
final class LabelledDataOptions {

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "Folder with AG News, or a CSV file of its form: class from 1, title, description, no"
              + " header; default: $AG_NEWS_DIR, else the cache, where it is downloaded to.")
  private @Nullable Path data;

  @Option(
      names = "--split",
      defaultValue = "TEST",
      description = "test or train, of the folder; default: test.")
  private Split split = Split.TEST;

  /** The files of AG News. */
  enum Split {
    TEST,
    TRAIN
  }

  /** Returns the file, downloading AG News where need be. */
  Path file() {
    Path named = data;
    if (named != null && Files.isRegularFile(named)) {
      return named;
    }
    Path home = Path.of(System.getProperty("user.home", "."));
    AgNews agNews = new AgNewsSource(System.getenv(), home).require(named);
    return switch (split) {
      case TEST -> agNews.testFile();
      case TRAIN -> agNews.trainFile();
    };
  }

  /** Returns the articles of a file, which is read each time anew. */
  static LabelledArticles articles(Path file) {
    return articles ->
        AgNews.read(
            file,
            row ->
                articles.accept(new LabelledArticle(row.label(), row.title(), row.description())));
  }
}
