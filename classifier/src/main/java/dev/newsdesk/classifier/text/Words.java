package dev.newsdesk.classifier.text;

/**
 * Tells texts with words from those without, which no network can classify: it answers something,
 * and for all of them the same. A word has a letter or a digit of any script. White space,
 * punctuation, symbols, emoji and marks that combine with nothing make none.
 */
public final class Words {

  /** Letters by their category, and by their definition without a glyph: Hangul's fillers. */
  private static final String FILLERS = "\u115f\u1160\u3164\uffa0";

  private static final int LETTERS_AND_DIGITS =
      1 << Character.UPPERCASE_LETTER
          | 1 << Character.LOWERCASE_LETTER
          | 1 << Character.TITLECASE_LETTER
          | 1 << Character.MODIFIER_LETTER
          | 1 << Character.OTHER_LETTER
          | 1 << Character.DECIMAL_DIGIT_NUMBER
          | 1 << Character.LETTER_NUMBER
          | 1 << Character.OTHER_NUMBER;

  private Words() {}

  /** Returns whether a text has a word; reads no further than to its first letter or digit. */
  public static boolean areIn(String text) {
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      if ((LETTERS_AND_DIGITS >> Character.getType(codePoint) & 1) != 0
          && FILLERS.indexOf(codePoint) < 0) {
        return true;
      }
      i += Character.charCount(codePoint);
    }
    return false;
  }
}
