package dev.newsdesk.classifier.text;

import java.util.List;

/**
 * How many words of some texts the vocabulary does not have. A network is as sure of words that it
 * does not know as of others, so a share far above its test set's says that the texts are of
 * another kind, or in another language.
 *
 * @param words ids of the texts that stand for a word, and not for a text's begin or end
 * @param unknown those words that the vocabulary does not have
 */
public record WordShare(long words, long unknown) {

  /** Counts encoded texts. */
  public static WordShare of(List<int[]> texts) {
    long words = 0;
    long unknown = 0;
    for (int[] text : texts) {
      for (int id : text) {
        words += id == Vocabulary.BEGIN || id == Vocabulary.END ? 0 : 1;
        unknown += id == Vocabulary.UNKNOWN ? 1 : 0;
      }
    }
    return new WordShare(words, unknown);
  }

  /** Returns the share of unknown words, in [0, 1]; 0 where there are no words. */
  public double share() {
    return words == 0 ? 0 : (double) unknown / words;
  }
}
