package dev.newsdesk.stream.client;

import java.util.regex.Pattern;

/** Text from elsewhere, made fit for a terminal. */
public final class OneLine {

  /** The control characters of ASCII and of Latin 1, and what else would begin a line. */
  private static final Pattern OBEYED = Pattern.compile("[\\p{Cc}\\x{2028}\\x{2029}]+");

  private OneLine() {}

  /** Returns the text as one line with nothing in it that a terminal would obey. */
  public static String of(String text) {
    return OBEYED.matcher(text).replaceAll(" ");
  }
}
