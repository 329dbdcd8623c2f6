package dev.newsdesk.classifier.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words and their ids; a word's id is its place in the list, and the first four are the special
 * tokens. Immutable and thread-safe.
 */
public final class Vocabulary {

  /** The special tokens, in id order: unknown word, begin and end of text, padding. */
  public static final List<String> SPECIAL_TOKENS = List.of("<unk>", "<bos>", "<eos>", "<pad>");

  /** Id of every word that is not in the vocabulary. */
  public static final int UNKNOWN = 0;

  /** Id that begins every text. */
  public static final int BEGIN = 1;

  /** Id that ends every text. */
  public static final int END = 2;

  /** Id that fills a batch's shorter rows. */
  public static final int PADDING = 3;

  private final List<String> words;
  private final Map<String, Integer> ids;

  /**
   * Makes a vocabulary of words in id order.
   *
   * @throws IllegalArgumentException when the special tokens are not the first four or a word
   *     stands twice
   */
  public Vocabulary(List<String> words) {
    if (words.size() < SPECIAL_TOKENS.size()
        || !words.subList(0, SPECIAL_TOKENS.size()).equals(SPECIAL_TOKENS)) {
      throw new IllegalArgumentException("A vocabulary begins with " + SPECIAL_TOKENS + ".");
    }
    this.words = List.copyOf(words);
    this.ids = new HashMap<>(words.size() * 2);
    for (int id = 0; id < words.size(); id++) {
      if (ids.put(words.get(id), id) != null) {
        throw new IllegalArgumentException("The word '" + words.get(id) + "' stands twice.");
      }
    }
  }

  /** Returns the id of a word, or {@link #UNKNOWN}. */
  public int id(String word) {
    return ids.getOrDefault(word, UNKNOWN);
  }

  /** Returns all words in id order, the special tokens first. */
  public List<String> words() {
    return words;
  }

  /** Returns the number of ids. */
  public int size() {
    return words.size();
  }
}
