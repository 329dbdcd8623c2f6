package dev.newsdesk.stream.client;

import java.util.List;
import java.util.Optional;

/**
 * How the articles lie in a CSV file.
 *
 * @param separator what stands between columns; without one, the header line tells whether that is
 *     a comma, a semicolon or a tab
 * @param columns the columns' names where the file has no header line, else none
 */
public record CsvLayout(Optional<Character> separator, List<String> columns) {

  /** What the file's first line tells. */
  public static final CsvLayout BY_HEADER = new CsvLayout(Optional.empty(), List.of());

  /** Copies the columns. */
  public CsvLayout {
    columns = List.copyOf(columns);
  }
}
