package dev.newsdesk.classifier.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokenizer as it was before it stopped at a cut: it puts the whole text into lower case first.
 * What {@link WordTokenizer} must give, for every text.
 */
final class WholeTextTokenizer {

  private static final String QUOTES = "«»“”„‘’";

  private static final Set<String> CONTRACTIONS =
      Set.of("cannot", "gimme", "gonna", "gotta", "lemme", "wanna");

  private static final int CONTRACTION_SPLIT = 3;

  private static final Pattern EMBEDDED_CONTRACTION =
      Pattern.compile("(?:cannot|g[i\u0131]mme|gonna|gotta|lemme|wanna$)(?![\\p{L}\\p{N}_])");

  private static final Pattern WORD_CHARACTER = Pattern.compile("[\\p{L}\\p{N}_]");

  List<String> tokenize(String text) {
    String lowerCase = text.toLowerCase(Locale.ROOT);
    List<String> tokens = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < lowerCase.length(); i++) {
      char c = lowerCase.charAt(i);
      if (isWhitespace(c)) {
        endWord(word, tokens);
      } else if (QUOTES.indexOf(c) >= 0) {
        endWord(word, tokens);
        tokens.add(String.valueOf(c));
      } else if (!isPunctuation(c)) {
        word.append(c);
      }
    }
    endWord(word, tokens);
    return tokens;
  }

  private static void endWord(StringBuilder characters, List<String> tokens) {
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
      splitEmbedded(word, tokens);
    }
  }

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

  private static void splitEmbedded(String word, List<String> tokens) {
    int start = 0;
    Matcher matcher = EMBEDDED_CONTRACTION.matcher(word);
    while (matcher.find()) {
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

  private static boolean isPunctuation(char c) {
    return (c >= '!' && c <= '/')
        || (c >= ':' && c <= '@')
        || (c >= '[' && c <= '`')
        || (c >= '{' && c <= '~');
  }

  private static boolean isWhitespace(char c) {
    return Character.isWhitespace(c)
        || c == '\u0085'
        || c == '\u00a0'
        || c == '\u2007'
        || c == '\u202f';
  }
}
