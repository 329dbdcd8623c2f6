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

  /** CSV, most often with a header line. */
  CSV;

  private static final String COMPRESSED = ".gz";

  /** Returns the format that a file's name tells, if it does. */
  public static Optional<FileFormat> of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (isCompressed(file)) {
      name = name.substring(0, name.length() - COMPRESSED.length());
    }
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "csv" -> Optional.of(CSV);
      case "jsonl", "ndjson", "json" -> Optional.of(JSON_LINES);
      default -> Optional.empty();
    };
  }

  /** Returns whether a file's name tells that it was compressed by gzip. */
  public static boolean isCompressed(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(COMPRESSED);
  }

  /** Hands over the articles of a file in this format. */
  public void read(ArticleFile file, Reader reader, CsvLayout layout, Consumer<Article> articles) {
    switch (this) {
      case JSON_LINES -> file.readJsonLines(reader, articles);
      case CSV -> file.readCsv(reader, layout, articles);
    }
  }
}
