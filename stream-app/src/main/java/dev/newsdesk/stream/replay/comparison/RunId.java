package dev.newsdesk.stream.replay.comparison;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names a replay. The ids of its articles begin with it, so that no two replays share one.
 *
 * @param value letters, digits, dots, dashes and underscores
 */
public record RunId(String value) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern ROW = Pattern.compile("[1-9][0-9]{0,8}");
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** Refuses what would not do in an id. */
  public RunId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "The run id '"
              + value
              + "' must have 1 to 100 letters, digits, dots, dashes or underscores, and begin with"
              + " a letter or digit.");
    }
  }

  /** Makes one of the time and, for two replays in one second, of chance. */
  public static RunId of(Instant now, RandomGenerator random) {
    return new RunId("%s-%04x".formatted(SECONDS.format(now), random.nextInt(1 << Short.SIZE)));
  }

  /** Returns the id of the article in this row, counted from 1. */
  public String articleId(int row) {
    return value + "-" + row;
  }

  /** Returns the row of an article of this run, or nothing for an id of something else. */
  public OptionalInt row(String id) {
    int length = value.length();
    boolean own =
        id.length() > length
            && id.startsWith(value)
            && id.charAt(length) == '-'
            && ROW.matcher(id).region(length + 1, id.length()).matches();
    return own
        ? OptionalInt.of(Integer.parseInt(id, length + 1, id.length(), 10))
        : OptionalInt.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
