package dev.newsdesk.schemas;

/** Shortens what others say to one line of a sentence. */
final class OneLine {
  private OneLine() {}

  static String of(String text, int longest) {
    // Cut first: the text may be as long as a schema.
    boolean fits = text.length() <= longest;
    String line = (fits ? text : text.substring(0, longest)).replaceAll("\\s+", " ").strip();
    if (!fits) {
      return line + "...";
    }
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }
}
