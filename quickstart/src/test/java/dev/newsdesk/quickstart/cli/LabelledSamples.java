package dev.newsdesk.quickstart.cli;

import dev.newsdesk.Article;
import dev.newsdesk.quickstart.demo.SampleArticles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The samples that the repository ships, in AG News' form. */
final class LabelledSamples {

  private LabelledSamples() {}

  /** Writes those that have a text, with one class or another, and returns the file. */
  static Path write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Article article : SampleArticles.read()) {
      if (!article.getTitle().isEmpty() || !article.getDescription().isEmpty()) {
        lines.add(
            "\"%d\",%s,%s"
                .formatted(
                    1 + lines.size() % 4,
                    quoted(article.getTitle()),
                    quoted(article.getDescription())));
      }
    }
    return Files.write(file, lines);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
