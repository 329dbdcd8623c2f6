package dev.newsdesk.classifier.text;

import java.util.Arrays;
import java.util.List;

/** Turns text into ids: begin, the words, end. Thread-safe. */
public final class TextEncoder {

  private final WordTokenizer tokenizer = new WordTokenizer();
  private final Vocabulary vocabulary;

  /** Encodes with the given vocabulary. */
  public TextEncoder(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Returns the text of an article as the networks are trained to see it. */
  public static String text(String title, String description) {
    return title + " " + description;
  }

  /** Returns the ids {@code [time]} of a text, not cut to any length; at least begin and end. */
  public int[] encode(String text) {
    return encode(tokenizer.tokenize(text));
  }

  /**
   * Returns the first ids {@code [time]} of a text: what is left of {@link #encode(String)} after a
   * cut, at the cost of what is left.
   *
   * @param maxLength where to cut, at least 1; a text that is cut has lost its end
   */
  public int[] encode(String text, int maxLength) {
    List<String> tokens = tokenizer.tokenize(text, maxLength - 1);
    int[] ids = encode(tokens);
    return ids.length <= maxLength ? ids : Arrays.copyOf(ids, maxLength);
  }

  /** Returns the ids {@code [time]} of a tokenized text. */
  public int[] encode(List<String> tokens) {
    int[] ids = new int[tokens.size() + 2];
    ids[0] = Vocabulary.BEGIN;
    for (int i = 0; i < tokens.size(); i++) {
      ids[i + 1] = vocabulary.id(tokens.get(i));
    }
    ids[ids.length - 1] = Vocabulary.END;
    return ids;
  }
}
