package dev.newsdesk.stream.http;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query's parameters.
 *
 * @param pairs each as in {@code name=value}; other forms are ignored
 */
public record Parameters(List<String> pairs) {

  /** Copies the collection. */
  public Parameters {
    pairs = List.copyOf(pairs);
  }

  /** Reads what stands behind the question mark, null where there is none. */
  static Parameters of(@Nullable String query) {
    return new Parameters(query == null ? List.of() : Arrays.asList(query.split("&")));
  }

  /**
   * Returns a whole number from 0, or the one to assume where there is none of this name.
   *
   * @throws BadRequestException when the value is no such number
   */
  public long number(String name, long otherwise) {
    return pairs.stream()
        .filter(pair -> pair.startsWith(name + "="))
        .findFirst()
        .map(pair -> parse(name, pair.substring(name.length() + 1)))
        .orElse(otherwise);
  }

  private static long parse(String name, String value) {
    if (!value.matches("[0-9]{1,18}")) {
      throw new BadRequestException(name + " must be a whole number from 0: correct it.");
    }
    return Long.parseLong(value);
  }
}
