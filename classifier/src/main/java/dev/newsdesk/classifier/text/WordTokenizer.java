package dev.newsdesk.classifier.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits text into words as the notebook does: lower-case, delete Python's {@code
 * string.punctuation}, then NLTK's {@code word_tokenize}.
 *
 * <p>With the ASCII punctuation gone, what is left of NLTK's Treebank rules is splitting at white
 * space, standing typographic quotes alone, and taking contractions such as "cannot" and "gonna"
 * apart. Lower case is that of {@link String#toLowerCase}, made chunk by chunk, so that a long text
 * costs no more than the words that are asked for. Thread-safe.
 *
 * @see <a href="https://www.nltk.org/_modules/nltk/tokenize/destructive.html">NLTKWordTokenizer</a>
 */
public final class WordTokenizer {

  /** The name under which a checkpoint refers to this tokenizer. */
  public static final String NAME = "nltk-words-without-punctuation";

  /** Characters below this are ASCII. */
  private static final char ASCII = 0x80;

  /** The only character that becomes two in lower case. */
  private static final char DOTTED_CAPITAL_I = '\u0130';

  private static final String DOTTED_SMALL_I = "i\u0307";

  private static final String QUOTES = "«»“”„‘’";

  /** NLTK's contractions that are free of punctuation; each comes apart after three letters. */
  private static final Set<String> CONTRACTIONS =
      Set.of("cannot", "gimme", "gonna", "gotta", "lemme", "wanna");

  private static final int CONTRACTION_SPLIT = 3;

  /**
   * The same contractions inside a token, delimited by what Python's {@code \b} takes for a word
   * boundary; NLTK splits "wanna" only before white space, that is at a token's end, and takes the
   * dotless i for an i. What stands before is looked at in code: a look-behind of Java's sees half
   * of a character beyond U+FFFF.
   */
  private static final Pattern EMBEDDED_CONTRACTION =
      Pattern.compile("(?:cannot|g[i\u0131]mme|gonna|gotta|lemme|wanna$)(?![\\p{L}\\p{N}_])");

  private static final Pattern WORD_CHARACTER = Pattern.compile("[\\p{L}\\p{N}_]");

  /**
   * Returns the words of a text, in order; empty when there is none.
   *
   * @param text any text, with or without HTML residue
   */
  public List<String> tokenize(String text) {
    return tokenize(text, Integer.MAX_VALUE);
  }

  /**
   * Returns the first words of a text, in order, and reads no further than they reach.
   *
   * @param text any text, with or without HTML residue
   * @param most how many at most, at least 0
   */
  public List<String> tokenize(String text, int most) {
    List<String> tokens = new ArrayList<>();
    int start = 0;
    while (start < text.length() && tokens.size() < most) {
      int end = start;
      while (end < text.length() && !isWhitespace(text.charAt(end))) {
        end++;
      }
      splitChunk(text, start, end, tokens, most);
      start = end + 1;
    }
    return tokens.size() <= most ? tokens : new ArrayList<>(tokens.subList(0, most));
  }

  /** Splits what stands between white space; stops soon after there are enough words. */
  private static void splitChunk(String text, int start, int end, List<String> tokens, int most) {
    StringBuilder word = new StringBuilder();
    FinalSigma sigmas = null;
    for (int i = start; i < end && tokens.size() < most; i++) {
      char c = text.charAt(i);
      if (c < ASCII) {
        if (!isPunctuation(c)) {
          word.append(c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c);
        }
      } else if (QUOTES.indexOf(c) >= 0) {
        endWord(word, tokens, most);
        tokens.add(String.valueOf(c));
      } else if (c == DOTTED_CAPITAL_I) {
        word.append(DOTTED_SMALL_I);
      } else if (c == FinalSigma.CAPITAL) {
        sigmas = sigmas == null ? new FinalSigma(text.substring(start, end)) : sigmas;
        word.append(sigmas.isFinal(i - start) ? FinalSigma.FINAL : Character.toLowerCase(c));
      } else {
        int codePoint = text.codePointAt(i);
        word.appendCodePoint(Character.toLowerCase(codePoint));
        i += Character.charCount(codePoint) - 1;
      }
    }
    endWord(word, tokens, most);
  }

  private static void endWord(StringBuilder characters, List<String> tokens, int most) {
    if (characters.isEmpty()) {
      return;
    }
    String word = characters.toString();
    characters.setLength(0);
    if (CONTRACTIONS.contains(word)) {
      tokens.add(word.substring(0, CONTRACTION_SPLIT));
      tokens.add(word.substring(CONTRACTION_SPLIT));
    } else if (isPlain(word)) {
      tokens.add(word);
    } else {
      splitEmbedded(word, tokens, most);
    }
  }

  /** Tells a word in which no contraction can hide, since nothing in it is a word boundary. */
  private static boolean isPlain(String word) {
    // Nearly every word is one, and a regular expression takes longer to say so than all the rest.
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
        return false;
      }
    }
    return true;
  }

  private static void splitEmbedded(String word, List<String> tokens, int most) {
    int start = 0;
    Matcher matcher = EMBEDDED_CONTRACTION.matcher(word);
    while (tokens.size() < most && matcher.find()) {
      if (followsWordCharacter(word, matcher.start())) {
        continue;
      }
      if (matcher.start() > start) {
        tokens.add(word.substring(start, matcher.start()));
      }
      int split = matcher.start() + CONTRACTION_SPLIT;
      tokens.add(word.substring(matcher.start(), split));
      tokens.add(word.substring(split, matcher.end()));
      start = matcher.end();
    }
    if (start < word.length()) {
      tokens.add(word.substring(start));
    }
  }

  private static boolean followsWordCharacter(String word, int index) {
    return index > 0
        && WORD_CHARACTER.matcher(Character.toString(word.codePointBefore(index))).matches();
  }

  /** Tells the 32 characters of Python's {@code string.punctuation}. */
  private static boolean isPunctuation(char c) {
    return (c >= '!' && c <= '/')
        || (c >= ':' && c <= '@')
        || (c >= '[' && c <= '`')
        || (c >= '{' && c <= '~');
  }

  /** Tells what Python's {@code str.split()} splits at: Java's white space and these four. */
  private static boolean isWhitespace(char c) {
    return Character.isWhitespace(c)
        || c == '\u0085'
        || c == '\u00a0'
        || c == '\u2007'
        || c == '\u202f';
  }
}
