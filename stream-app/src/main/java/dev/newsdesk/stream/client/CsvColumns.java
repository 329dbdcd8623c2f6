package dev.newsdesk.stream.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The columns of a CSV file, whose names are read in any case and with spaces around them. */
final class CsvColumns {

  /** AG News' files have these, in this order and without a header line. */
  private static final List<String> AG_NEWS = List.of("class index", "title", "description");

  private static final Map<String, String> FIELDS = new HashMap<>();

  static {
    ArticleFields.KNOWN.forEach(field -> FIELDS.put(field.toLowerCase(Locale.ROOT), field));
  }

  private final List<String> names;

  /**
   * Takes these names.
   *
   * @param file what messages call it
   * @throws ClientException when none is title or description, or a field comes twice
   */
  CsvColumns(String file, List<String> names) {
    List<String> trimmed = new ArrayList<>();
    Set<String> fields = new HashSet<>();
    for (String name : names) {
      String column = name.trim();
      String field = FIELDS.getOrDefault(column.toLowerCase(Locale.ROOT), column);
      trimmed.add(field);
      if (ArticleFields.KNOWN.contains(field) && !fields.add(field)) {
        throw new ClientException(
            file + " has the column " + field + " twice: rename one of the two.");
      }
    }
    if (!fields.contains("title") && !fields.contains("description")) {
      throw new ClientException(
          "%s has the columns %s, and none of them is title or description: correct its header line, or name its columns with --columns if it has none, and what separates them with --separator."
              .formatted(file, String.join(", ", trimmed)));
    }
    this.names = trimmed;
  }

  /** Returns whether a file's first line is an article of AG News and no header. */
  static boolean areOfAgNews(List<String> line) {
    return line.size() == AG_NEWS.size() && line.get(0).matches("[1-4]");
  }

  /** Returns AG News' columns. */
  static CsvColumns ofAgNews(String file) {
    return new CsvColumns(file, AG_NEWS);
  }

  /**
   * Returns a line's fields by their names. Empty cells behind the last column are none:
   * spreadsheets write them.
   */
  Map<String, String> fields(List<String> line) throws ArticleFields.MalformedException {
    int filled = line.size();
    while (filled > names.size() && line.get(filled - 1).isBlank()) {
      filled--;
    }
    if (filled != names.size()) {
      throw new ArticleFields.MalformedException(
          "has " + filled + " columns instead of " + names.size());
    }
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < filled; i++) {
      fields.put(names.get(i), line.get(i));
    }
    return fields;
  }
}
