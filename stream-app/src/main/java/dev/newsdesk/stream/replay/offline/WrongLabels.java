package dev.newsdesk.stream.replay.offline;

import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Makes a share of labels wrong on purpose. The same seed makes the same ones wrong, in the same
 * way, for the same articles in the same order.
 */
public final class WrongLabels {

  private final List<String> labels;
  private final double share;
  private final RandomGenerator random;

  /**
   * Begins with the first article.
   *
   * @param labels all categories, two or more where any is to be wrong
   * @param share how likely a label is to be wrong, in [0, 1]
   */
  public WrongLabels(List<String> labels, double share, long seed) {
    this.labels = List.copyOf(labels);
    this.share = share;
    // Its algorithm is part of Java's specification, so a seed means the same everywhere.
    random = new Random(seed);
  }

  /** Returns the label to send for the next article. */
  public String next(String truth) {
    boolean wrong = random.nextDouble() < share;
    return wrong ? other(truth) : truth;
  }

  private String other(String truth) {
    int step = 1 + random.nextInt(labels.size() - 1);
    return labels.get((labels.indexOf(truth) + step) % labels.size());
  }
}
