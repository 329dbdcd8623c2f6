package dev.newsdesk.stream.drift;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Detects a drop of a checkpoint's accuracy below what its recalls predict for the current mix of
 * true categories. A risk-adjusted Bernoulli CUSUM: Steiner, Cook, Farewell and Treasure,
 * "Monitoring surgical performance using risk-adjusted cumulative sum charts", Biostatistics 1
 * (2000) 441-452. The category takes the place of a patient's risk.
 *
 * <p>Each label adds the log-likelihood ratio of "the odds of an error are those of a drop of
 * {@value #DROP}" to "they are the reference's"; the sum is floored at 0 and alarms at {@value
 * #THRESHOLD}. The reference is the published test sample plus the first {@value #LEARNED_LABELS}
 * labels of the feed: labels join it once the sum is back at 0, so that a suspected drop never
 * lowers its own reference. While the reference is small, three of its standard errors are conceded
 * to chance. An alarm clears when the sum, capped at the threshold, is back at 0; labels of an
 * alarm never join the reference.
 *
 * <p>Not thread-safe.
 */
public final class AccuracyDetector {

  /** Smallest sustained drop to be noticed soon; half of it or less does not accumulate. */
  static final double DROP = 0.025;

  /** In nats; some 0.2 false alarms in 100 days at 5,000 labels an hour. */
  static final double THRESHOLD = 12.5;

  /** Enough for a standard error of 0.12 points; a later, slow decline is not learned. */
  static final int LEARNED_LABELS = 50_000;

  /** Labels after which the weight of one in the current mix and accuracy has fallen to 37 %. */
  static final double MEMORY = 2_000;

  /** Labels between two computations of the ratios: mix and reference move slowly. */
  private static final int REFRESH = 100;

  private static final double STANDARD_ERRORS = 3;
  private static final double HIGHEST_ERROR = 0.95;

  private final Recalls published;
  private final Recalls learned;
  private final Recalls pending;
  private final Recalls recent;
  private final double threshold;
  private double score;
  private boolean alarm;

  private final double[] ifRight;
  private final double[] ifWrong;
  private double expected;
  private double sinceRefresh;

  /** Starts with the test sample of the published checkpoint, which it keeps. */
  public AccuracyDetector(Recalls published) {
    this(published, THRESHOLD);
  }

  AccuracyDetector(Recalls published, double threshold) {
    int categories = published.categories();
    this.published = published;
    this.threshold = threshold;
    learned = new Recalls(categories);
    pending = new Recalls(categories);
    recent = new Recalls(categories);
    ifRight = new double[categories];
    ifWrong = new double[categories];
    refresh();
  }

  /**
   * Adds labels that arrived together. Their order does not matter: the sum is floored once, after
   * all of them.
   */
  public void observe(Recalls batch) {
    double articles = batch.total();
    if (articles == 0) {
      return;
    }
    for (int c = 0; c < batch.categories(); c++) {
      score += batch.right(c) * ifRight[c] + batch.wrong(c) * ifWrong[c];
    }
    recent.addAll(batch);
    pending.addAll(batch);
    score = Math.min(score, threshold);
    if (score <= 0) {
      score = 0;
      settle();
    } else if (score >= threshold) {
      alarm = true;
    }
    sinceRefresh += articles;
    if (sinceRefresh >= REFRESH) {
      refresh();
    }
  }

  private void settle() {
    if (!alarm && learned.total() < LEARNED_LABELS) {
      learned.addAll(pending);
    }
    alarm = false;
    pending.clear();
  }

  private void refresh() {
    recent.decay(Math.pow(1 - 1 / MEMORY, sinceRefresh));
    sinceRefresh = 0;
    int categories = published.categories();
    double[] errors = new double[categories];
    double total = recent.total();
    double mean = 0;
    double variance = 0;
    for (int c = 0; c < categories; c++) {
      double share = total == 0 ? 1.0 / categories : recent.labelled(c) / total;
      double labelled = published.labelled(c) + learned.labelled(c);
      double wrong = published.wrong(c) + learned.wrong(c);
      // Jeffreys' prior: no recall is 0 or 1 for certain.
      errors[c] = (wrong + 0.5) / (labelled + 1);
      mean += share * errors[c];
      variance += share * share * errors[c] * (1 - errors[c]) / (labelled + 1);
    }
    expected = 1 - mean;
    double conceded = Math.max(0, STANDARD_ERRORS * Math.sqrt(variance) - DROP / 2);
    double base = Math.min(HIGHEST_ERROR, mean + conceded);
    double ratio = odds(base + DROP) / odds(base);
    for (int c = 0; c < categories; c++) {
      double error = Math.min(HIGHEST_ERROR, errors[c] + conceded);
      ifRight[c] = -Math.log(1 - error + ratio * error);
      ifWrong[c] = Math.log(ratio) + ifRight[c];
    }
  }

  private static double odds(double probability) {
    return probability / (1 - probability);
  }

  /** Returns whether a drop has been detected and has not ended. */
  public boolean isAlarm() {
    return alarm;
  }

  /** Returns the sum as a share of its threshold, from 0 to 1. */
  public double score() {
    return score / threshold;
  }

  /** Returns the accuracy that the reference predicts for the current mix of true categories. */
  public double expected() {
    return expected;
  }

  /** Returns by how much the accuracy of the recent labels is below the expected one. */
  public double drop() {
    double total = recent.total();
    return total == 0 ? 0 : expected - recent.right() / total;
  }

  /** Writes what has to survive a restart. */
  public void writeTo(DataOutput out) throws IOException {
    learned.writeTo(out);
    pending.writeTo(out);
    recent.writeTo(out);
    out.writeDouble(score);
    out.writeBoolean(alarm);
  }

  /** Continues from what another one of the same checkpoint has written. */
  public void readFrom(DataInput in) throws IOException {
    learned.readFrom(in);
    pending.readFrom(in);
    recent.readFrom(in);
    score = in.readDouble();
    alarm = in.readBoolean();
    refresh();
  }
}
