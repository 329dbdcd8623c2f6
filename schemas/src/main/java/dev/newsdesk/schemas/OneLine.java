package dev.newsdesk.schemas;

/** Shortens what others say to one line of a sentence. */
final class OneLine {
  private OneLine() {}

  static String of(String text, int longest) {
    // Cut first: the text may be as long as a schema.
    String cut = text.length() <= longest ? text : text.substring(0, longest) + "...";
    String line = cut.replaceAll("\\s+", " ").strip();
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }

  /** Returns what the innermost cause says, or its class where it says nothing. */
  static String rootMessage(Throwable failure, int longest) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return of(message == null ? root.getClass().getSimpleName() : message, longest);
  }
}
