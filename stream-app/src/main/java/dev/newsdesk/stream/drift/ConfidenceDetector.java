package dev.newsdesk.stream.drift;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Detects that the mean confidence has fallen below a reference, by an exponentially weighted
 * moving average of the difference (Roberts, Technometrics 1 (1959) 239-250). Each article is
 * compared with the reference of its predicted category, so that another mix is no drop.
 *
 * <p>The reference is learned from a checkpoint's first articles on the feed, or is given as one
 * figure for all categories; once it is complete it stays. A category too rare to have a reference
 * counts with the mean of all. It alarms at a drop of {@value #THRESHOLD} and clears at {@value
 * #CLEARS}.
 *
 * <p>Not thread-safe.
 */
public final class ConfidenceDetector {

  /** A drop of 5 points passes it after 1,800 articles; chance moves the average by 0.2 points. */
  static final double THRESHOLD = 0.03;

  static final double CLEARS = 0.015;

  /** Articles after which the weight of one has fallen to 37 %. */
  static final double MEMORY = 2_000;

  /** Fewer articles of a category say too little about its mean confidence. */
  private static final long RARE = 100;

  private final int referenceArticles;
  private final double given;
  private final long[] articles;
  private final double[] sums;
  private long learned;
  private boolean complete;
  private double sum;
  private double drop;
  private boolean alarm;

  private ConfidenceDetector(int categories, int referenceArticles, double given) {
    this.referenceArticles = referenceArticles;
    this.given = given;
    complete = !Double.isNaN(given);
    articles = new long[categories];
    sums = new double[categories];
  }

  /** Learns the reference from the first articles. */
  public static ConfidenceDetector learning(int categories, int referenceArticles) {
    return new ConfidenceDetector(categories, referenceArticles, Double.NaN);
  }

  /** Takes the given mean confidence for the reference. */
  public static ConfidenceDetector of(int categories, double confidence) {
    return new ConfidenceDetector(categories, 0, confidence);
  }

  /**
   * Adds articles that arrived together; their order does not matter.
   *
   * @param counts articles by predicted category
   * @param confidences the sums of their confidences, from 0 to 1 each
   */
  public void observe(long[] counts, double[] confidences) {
    long total = 0;
    double below = 0;
    for (int c = 0; c < counts.length; c++) {
      total += counts[c];
      below += counts[c] * reference(c) - confidences[c];
    }
    if (total == 0) {
      return;
    }
    if (!complete) {
      for (int c = 0; c < counts.length; c++) {
        articles[c] += counts[c];
        sums[c] += confidences[c];
        sum += confidences[c];
      }
      learned += total;
      complete = learned >= referenceArticles;
      return;
    }
    double kept = Math.pow(1 - 1 / MEMORY, (double) total);
    drop = kept * drop + (1 - kept) * below / total;
    alarm = drop >= (alarm ? CLEARS : THRESHOLD);
  }

  private double reference(int category) {
    if (!Double.isNaN(given)) {
      return given;
    }
    return articles[category] < RARE ? reference() : sums[category] / articles[category];
  }

  /** Returns the mean confidence of the reference, as far as it is known. */
  public double reference() {
    return Double.isNaN(given) ? sum / Math.max(1, learned) : given;
  }

  /** Returns by how much the recent confidence is below the reference. */
  public double drop() {
    return drop;
  }

  /** Returns whether a drop has been detected and has not ended. */
  public boolean isAlarm() {
    return alarm;
  }

  /** Returns how many articles the reference still needs; 0 where it is complete. */
  public long missing() {
    return complete ? 0 : Math.max(1, referenceArticles - learned);
  }

  /** Writes what has to survive a restart. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeLong(learned);
    // Where a given reference is taken out of the settings, learning begins.
    out.writeBoolean(complete && Double.isNaN(given));
    out.writeDouble(sum);
    out.writeDouble(drop);
    out.writeBoolean(alarm);
    for (int c = 0; c < articles.length; c++) {
      out.writeLong(articles[c]);
      out.writeDouble(sums[c]);
    }
  }

  /** Continues from what another one has written. */
  public void readFrom(DataInput in) throws IOException {
    learned = in.readLong();
    complete = in.readBoolean() || !Double.isNaN(given);
    sum = in.readDouble();
    drop = in.readDouble();
    alarm = in.readBoolean();
    for (int c = 0; c < articles.length; c++) {
      articles[c] = in.readLong();
      sums[c] = in.readDouble();
    }
  }
}
