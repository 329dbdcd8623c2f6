package dev.newsdesk.classifier.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the words of the training texts and makes a vocabulary of the frequent ones. */
public final class WordCounts {

  private final Map<String, Integer> counts = new HashMap<>();

  /** Counts the words of one text. */
  public void add(List<String> tokens) {
    for (String token : tokens) {
      counts.merge(token, 1, Integer::sum);
    }
  }

  /**
   * Returns the special tokens and every word seen more than {@code threshold} times, the most
   * frequent first and equally frequent ones in alphabetical order, so that equal rows give equal
   * ids.
   */
  public Vocabulary vocabulary(int threshold) {
    List<String> words = new ArrayList<>(Vocabulary.SPECIAL_TOKENS);
    counts.entrySet().stream()
        .filter(entry -> entry.getValue() > threshold)
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .forEach(words::add);
    return new Vocabulary(words);
  }
}
