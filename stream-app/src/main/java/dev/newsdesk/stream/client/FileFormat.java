package dev.newsdesk.stream.client;

import dev.newsdesk.Article;
import java.io.Reader;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** How articles are written in a file. */
public enum FileFormat {
  /** A JSON object a line. */
  JSON_LINES,

  /** CSV with a header line. */
  CSV;

  /** Returns the format that a file's name tells, if it does. */
  public static Optional<FileFormat> of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "csv" -> Optional.of(CSV);
      case "jsonl", "ndjson", "json" -> Optional.of(JSON_LINES);
      default -> Optional.empty();
    };
  }

  /** Hands over the articles of a file in this format. */
  public void read(ArticleFile file, Reader reader, Consumer<Article> articles) {
    switch (this) {
      case JSON_LINES -> file.readJsonLines(reader, articles);
      case CSV -> file.readCsv(reader, articles);
    }
  }
}
