package dev.newsdesk.stream.drift;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Detects that the mix of predicted categories has moved away from a reference. An exponentially
 * weighted moving average of the mix (Roberts, "Control chart tests based on geometric moving
 * averages", Technometrics 1 (1959) 239-250) is compared with the reference by total variation: the
 * share of articles that would have to be of another category. What chance alone accounts for, in
 * both samples, is taken off.
 *
 * <p>The reference is the mix of the feed's first articles, or is given; once it is complete it
 * stays. It alarms at {@value #THRESHOLD} and clears at {@value #CLEARS}: swings of the mix between
 * day and night that stay below are part of the feed.
 *
 * <p>Not thread-safe.
 */
public final class ShiftDetector {

  /** A shift of 20 points passes it after 2,400 articles; swings of 12 points do not. */
  static final double THRESHOLD = 0.14;

  static final double CLEARS = 0.10;

  /** Articles after which the weight of one has fallen to 37 %. */
  static final double MEMORY = 2_000;

  /** Mean distance of a normal deviate from its mean, in standard deviations. */
  private static final double MEAN_DEVIATION = Math.sqrt(2 / Math.PI);

  private final int referenceArticles;
  private final boolean given;
  private final double[] reference;
  private final double[] recent;
  private double learned;
  private boolean complete;
  private boolean alarm;

  private ShiftDetector(int referenceArticles, boolean given, double[] reference) {
    this.referenceArticles = referenceArticles;
    this.given = given;
    this.reference = reference;
    recent = reference.clone();
    learned = given ? referenceArticles : 0;
    complete = given;
  }

  /** Learns the reference from the feed's first articles. */
  public static ShiftDetector learning(int categories, int referenceArticles) {
    return new ShiftDetector(referenceArticles, false, new double[categories]);
  }

  /** Takes the given shares, which add up to 1, for the reference. */
  public static ShiftDetector of(double[] shares) {
    return new ShiftDetector(Integer.MAX_VALUE, true, shares.clone());
  }

  /** Adds articles that arrived together, by predicted category; their order does not matter. */
  public void observe(long[] articles) {
    long total = 0;
    for (long count : articles) {
      total += count;
    }
    if (total == 0) {
      return;
    }
    if (!complete) {
      double before = learned;
      learned += total;
      for (int c = 0; c < reference.length; c++) {
        reference[c] = (reference[c] * before + articles[c]) / learned;
        recent[c] = reference[c];
      }
      complete = learned >= referenceArticles;
      return;
    }
    double kept = Math.pow(1 - 1 / MEMORY, (double) total);
    for (int c = 0; c < recent.length; c++) {
      recent[c] = kept * recent[c] + (1 - kept) * articles[c] / total;
    }
    alarm = shift() >= (alarm ? CLEARS : THRESHOLD);
  }

  /** Returns how far the mix is from the reference, from 0 to 1, beyond what chance explains. */
  public double shift() {
    double samples = 1 / (2 * MEMORY) + 1 / Math.max(1, learned);
    double distance = 0;
    for (int c = 0; c < reference.length; c++) {
      double deviation = Math.sqrt(reference[c] * (1 - reference[c]) * samples);
      distance += Math.abs(recent[c] - reference[c]) - MEAN_DEVIATION * deviation;
    }
    return Math.max(0, distance / 2);
  }

  /** Returns whether a shift has been detected and has not ended. */
  public boolean isAlarm() {
    return alarm;
  }

  /** Returns how many articles the reference still needs; 0 where it is complete. */
  public long missing() {
    return complete ? 0 : (long) Math.max(1, referenceArticles - learned);
  }

  /** Returns a category's share of the reference, as far as it is known. */
  public double reference(int category) {
    return reference[category];
  }

  /** Returns a category's share of the recent articles. */
  public double recent(int category) {
    return recent[category];
  }

  /** Writes what has to survive a restart. */
  public void writeTo(DataOutput out) throws IOException {
    // Where a given reference is taken out of the settings, learning begins.
    out.writeDouble(given ? 0 : learned);
    out.writeBoolean(complete && !given);
    out.writeBoolean(alarm);
    for (int c = 0; c < reference.length; c++) {
      out.writeDouble(reference[c]);
      out.writeDouble(recent[c]);
    }
  }

  /** Continues from what another one has written; a given reference stays as it is given. */
  public void readFrom(DataInput in) throws IOException {
    double learnedBefore = in.readDouble();
    boolean completeBefore = in.readBoolean();
    alarm = in.readBoolean();
    for (int c = 0; c < reference.length; c++) {
      double share = in.readDouble();
      recent[c] = in.readDouble();
      reference[c] = given ? reference[c] : share;
    }
    learned = given ? learned : learnedBefore;
    complete = given || completeBefore;
  }
}
