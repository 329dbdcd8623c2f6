package dev.newsdesk.classifier.text;

import java.text.BreakIterator;
import java.util.Locale;

/**
 * Which capital sigmas of a text become a final one in lower case: those that end a word. The rule
 * is that of {@link String#toLowerCase}, which takes time quadratic in a word's length, and which
 * finds word ends beside characters beyond U+FFFF where there are none. This class takes linear
 * time. For one thread.
 */
final class FinalSigma {

  /** The capital letter. */
  static final char CAPITAL = '\u03a3';

  /** Its lower-case form at the end of a word. */
  static final char FINAL = '\u03c2';

  private final String text;
  private final BreakIterator words = BreakIterator.getWordInstance(Locale.ROOT);
  private int start;
  private int end;
  private int firstCased;
  private int lastCased;

  /**
   * Answers for one text.
   *
   * @param text without white space, where a word always ends
   */
  FinalSigma(String text) {
    this.text = text;
    words.setText(text);
  }

  /** Returns whether the sigma at an index, no smaller than the last one, is a final one. */
  boolean isFinal(int index) {
    while (end <= index) {
      nextWord();
    }
    return firstCased < index && lastCased == index;
  }

  private void nextWord() {
    start = end;
    end = words.next();
    firstCased = end;
    lastCased = start - 1;
    for (int i = start; i < end; i += Character.charCount(text.codePointAt(i))) {
      if (isCased(text.codePointAt(i))) {
        firstCased = Math.min(firstCased, i);
        lastCased = i;
      }
    }
  }

  /** Tells a letter that has a case, by the list that {@link String#toLowerCase} goes by. */
  private static boolean isCased(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.LOWERCASE_LETTER, Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER ->
          true;
      default ->
          isBetween(codePoint, 0x02b0, 0x02b8)
              || isBetween(codePoint, 0x02c0, 0x02c1)
              || isBetween(codePoint, 0x02e0, 0x02e4)
              || codePoint == 0x0345
              || codePoint == 0x037a
              || isBetween(codePoint, 0x1d2c, 0x1d61)
              || isBetween(codePoint, 0x2160, 0x217f)
              || isBetween(codePoint, 0x24b6, 0x24e9);
    };
  }

  private static boolean isBetween(int codePoint, int first, int last) {
    return codePoint >= first && codePoint <= last;
  }
}
