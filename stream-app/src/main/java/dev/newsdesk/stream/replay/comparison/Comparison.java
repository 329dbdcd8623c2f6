package dev.newsdesk.stream.replay.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What came back of a replay beside what should have.
 *
 * @param articles how many there are
 * @param rejected how many of them have no words: they are no part of an accuracy, and must come
 *     back as dead letters
 * @param labelled how many came back with a category
 * @param rightOnline how many of those have the true one
 * @param rightOffline how many of those with words have the true one outside the stream
 * @param rightBySentLabels how many of those that came back have the category of the label sent
 * @param wrongLabels how many labels were wrong on purpose
 * @param differences articles with another category than outside the stream
 * @param deadLetters articles with words that came back without a category
 * @param lost ids of articles that did not come back
 * @param repeated articles that came back more than once
 * @param unexpected how many came back under an id of this replay that it has not sent
 */
public record Comparison(
    int articles,
    int rejected,
    int labelled,
    int rightOnline,
    int rightOffline,
    int rightBySentLabels,
    int wrongLabels,
    List<Difference> differences,
    List<DeadLetter> deadLetters,
    List<String> lost,
    List<Repetition> repeated,
    int unexpected) {

  /** Copies the collections. */
  public Comparison {
    differences = List.copyOf(differences);
    deadLetters = List.copyOf(deadLetters);
    lost = List.copyOf(lost);
    repeated = List.copyOf(repeated);
  }

  /**
   * An article that came back as a dead letter.
   *
   * @param id the article's id
   * @param cause the kind of cause
   */
  public record DeadLetter(String id, String cause) {}

  /**
   * An article that came back more than once.
   *
   * @param id the article's id
   * @param times how often
   */
  public record Repetition(String id, int times) {}

  static Comparison of(RunId run, Map<Integer, Trace> traces, int unexpected) {
    int rejected = 0;
    int labelled = 0;
    int rightOnline = 0;
    int rightOffline = 0;
    int rightBySentLabels = 0;
    int wrongLabels = 0;
    List<Difference> differences = new ArrayList<>();
    List<DeadLetter> deadLetters = new ArrayList<>();
    List<String> lost = new ArrayList<>();
    List<Repetition> repeated = new ArrayList<>();
    for (Map.Entry<Integer, Trace> entry : traces.entrySet()) {
      String id = run.articleId(entry.getKey());
      Trace trace = entry.getValue();
      rejected += trace.offline() == null ? 1 : 0;
      rightOffline += trace.truth().equals(trace.offline()) ? 1 : 0;
      wrongLabels += trace.label().equals(trace.truth()) ? 0 : 1;
      String online = trace.online();
      if (online != null) {
        labelled++;
        rightOnline += online.equals(trace.truth()) ? 1 : 0;
        rightBySentLabels += online.equals(trace.label()) ? 1 : 0;
        if (!online.equals(trace.offline())) {
          differences.add(new Difference(id, online, trace.offline(), null));
        }
      }
      String cause = trace.deadLetterCause();
      if (cause != null && !trace.isRejectedRightly()) {
        deadLetters.add(new DeadLetter(id, cause));
      }
      if (trace.times() == 0) {
        lost.add(id);
      } else if (trace.times() > 1) {
        repeated.add(new Repetition(id, trace.times()));
      }
    }
    return new Comparison(
        traces.size(),
        rejected,
        labelled,
        rightOnline,
        rightOffline,
        rightBySentLabels,
        wrongLabels,
        differences,
        deadLetters,
        lost,
        repeated,
        unexpected);
  }

  /** Returns how many articles have words, and so a category outside the stream. */
  public int classifiable() {
    return articles - rejected;
  }

  /**
   * Returns whether every article came back exactly once, with the category that it has outside the
   * stream, but for differences that padding explains and for articles without words.
   */
  public boolean isExact() {
    return deadLetters.isEmpty()
        && lost.isEmpty()
        && repeated.isEmpty()
        && unexpected == 0
        && differences.stream().allMatch(Difference::isExplained);
  }

  /** Returns the same with other differences. */
  Comparison withDifferences(List<Difference> others) {
    return new Comparison(
        articles,
        rejected,
        labelled,
        rightOnline,
        rightOffline,
        rightBySentLabels,
        wrongLabels,
        others,
        deadLetters,
        lost,
        repeated,
        unexpected);
  }
}
