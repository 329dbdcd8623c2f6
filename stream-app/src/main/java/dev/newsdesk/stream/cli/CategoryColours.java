package dev.newsdesk.stream.cli;

import dev.newsdesk.stream.display.Colours;
import java.util.List;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * A colour for each category by its place among all that exist, so that it keeps it whichever are
 * watched. Dead letters, and whatever else is not among them, are red.
 */
final class CategoryColours implements Colours {

  /** Of the 256 colours, some of middling brightness: to be read on dark and on light. */
  private static final List<String> PALETTE =
      List.of("fg(33)", "fg(35)", "fg(166)", "fg(133)", "fg(37)", "fg(136)", "fg(99)", "fg(65)");

  private static final String OTHERS = "fg(160)";

  private final List<String> topics;

  /** Colours the categories of these topics. */
  CategoryColours(List<String> topics) {
    this.topics = List.copyOf(topics);
  }

  @Override
  public String of(String topic, String text) {
    int index = topics.indexOf(topic);
    var styles = Style.parse(index == -1 ? OTHERS : PALETTE.get(index % PALETTE.size()));
    return Style.on(styles) + text + Style.off(styles);
  }
}
