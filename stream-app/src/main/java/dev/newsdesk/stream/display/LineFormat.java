package dev.newsdesk.stream.display;

import dev.newsdesk.ClassifiedArticle;
import dev.newsdesk.stream.client.Arrival;
import dev.newsdesk.stream.client.OneLine;

/**
 * Lines for people: category, confidence and headline, or a dead letter with its cause and where it
 * came from. Nothing that came with an article reaches the terminal as a command.
 */
public final class LineFormat implements ArrivalFormat {

  private static final int SHORTEST = 20;

  private final Colours colours;
  private final String deadLetters;
  private final int columns;

  /**
   * Makes lines.
   *
   * @param deadLetters the dead letters' topic, which has a colour too
   * @param columns where headlines are cut; {@link Integer#MAX_VALUE} for nowhere
   */
  public LineFormat(Colours colours, String deadLetters, int columns) {
    this.colours = colours;
    this.deadLetters = deadLetters;
    this.columns = columns;
  }

  @Override
  public String line(Arrival arrival) {
    if (arrival instanceof Arrival.Classified classified) {
      ClassifiedArticle article = classified.article();
      return line(
          classified.topic(),
          "%-9s".formatted(OneLine.of(article.getCategory())),
          " %3.0f %%  %s".formatted(100 * article.getConfidence(), classified.headline()));
    }
    Arrival.DeadLetter dead = (Arrival.DeadLetter) arrival;
    Arrival.Origin origin = dead.origin();
    String where =
        origin == null
            ? ""
            : "%s/%d/%d, ".formatted(origin.topic(), origin.partition(), origin.offset());
    return line(
        deadLetters,
        "%-9s".formatted("dead"),
        OneLine.of(" %s  %skey %s: %s".formatted(dead.cause(), where, dead.key(), dead.message())));
  }

  private String line(String topic, String name, String text) {
    return colours.of(topic, name) + cut(text, Math.max(SHORTEST, columns - name.length()));
  }

  private static String cut(String text, int length) {
    if (text.codePointCount(0, text.length()) <= length) {
      return text;
    }
    // Between two code points, lest half a character be left.
    return text.substring(0, text.offsetByCodePoints(0, length - 1)) + "…";
  }
}
