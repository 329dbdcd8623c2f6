package dev.newsdesk.stream.client;

import java.util.regex.Pattern;

/** Text from elsewhere, made fit for a terminal. */
public final class OneLine {

  /**
   * The control characters of ASCII and of Latin 1, what else would begin a line, and what would
   * show the rest of the line in another order (Unicode's Bidi_Control, UAX #9).
   */
  private static final Pattern OBEYED =
      Pattern.compile(
          "[\\p{Cc}\\x{2028}\\x{2029}\\x{61C}\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]+");

  private OneLine() {}

  /** Returns the text as one line with nothing in it that a terminal would obey. */
  public static String of(String text) {
    return OBEYED.matcher(text).replaceAll(" ");
  }
}
