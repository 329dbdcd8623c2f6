package dev.newsdesk.quickstart.demo;

import dev.newsdesk.stream.client.Arrival;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Accounts for every article that was sent: where it arrived, how often, and how rightly. */
final class Tally {

  private final Map<String, Integer> arrivals = new LinkedHashMap<>();
  private final Map<String, String> truth = new HashMap<>();
  private final Map<String, Integer> categories = new TreeMap<>();
  private final Map<String, Integer> deadLetters = new TreeMap<>();
  private int arrived;
  private int unexpected;
  private int labelled;
  private int right;

  /** Expects an article whose category is not known. */
  void expect(String id) {
    arrivals.put(id, 0);
  }

  /** Expects an article and knows its category. */
  void expect(String id, String category) {
    expect(id);
    truth.put(id, category);
  }

  /** Counts an arrival. */
  void add(Arrival arrival) {
    if (arrival instanceof Arrival.Classified one) {
      String id = one.article().getArticle().getId();
      String category = one.article().getCategory();
      categories.merge(category, 1, Integer::sum);
      if (truth.containsKey(id)) {
        labelled++;
        right += category.equals(truth.get(id)) ? 1 : 0;
      }
      count(id);
    } else if (arrival instanceof Arrival.DeadLetter one) {
      deadLetters.merge(one.cause(), 1, Integer::sum);
      count(String.valueOf(one.key()));
    }
  }

  private void count(String id) {
    Integer times = arrivals.computeIfPresent(id, (same, before) -> before + 1);
    if (times == null) {
      unexpected++;
    } else if (times == 1) {
      arrived++;
    }
  }

  /** Returns how many articles are expected. */
  int expected() {
    return arrivals.size();
  }

  /** Returns how many of them have arrived at least once. */
  int arrived() {
    return arrived;
  }

  /** Returns the ids that have not arrived. */
  List<String> missing() {
    return ids(0, 0);
  }

  /** Returns the ids that arrived more than once. */
  List<String> repeated() {
    return ids(2, Integer.MAX_VALUE);
  }

  private List<String> ids(int least, int most) {
    return arrivals.entrySet().stream()
        .filter(entry -> entry.getValue() >= least && entry.getValue() <= most)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Returns how many records arrived that nobody had sent. */
  int unexpected() {
    return unexpected;
  }

  /** Returns whether every article arrived exactly once and nothing else did. */
  boolean isExact() {
    return unexpected == 0 && arrivals.values().stream().allMatch(times -> times == 1);
  }

  /** Returns the articles by category. */
  Map<String, Integer> categories() {
    return Map.copyOf(categories);
  }

  /** Returns the dead letters by cause. */
  Map<String, Integer> deadLetters() {
    return Map.copyOf(deadLetters);
  }

  /** Returns how many labelled articles had a known category. */
  int labelled() {
    return labelled;
  }

  /** Returns the share of those that were labelled rightly, in [0, 1]; NaN when there are none. */
  double accuracy() {
    return (double) right / labelled;
  }
}
