package dev.newsdesk.schemas;

/** A schema that no later attempt makes usable. */
final class UnusableSchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 300;

  /** Takes a sentence without a full stop; a long one is cut, since parsers quote whole schemas. */
  UnusableSchemaException(String sentence) {
    super(OneLine.of(sentence, LONGEST));
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
