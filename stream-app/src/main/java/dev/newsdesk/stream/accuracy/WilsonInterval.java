package dev.newsdesk.stream.accuracy;

/**
 * The interval that chance leaves around a share, by Wilson's score with a confidence of 95 %.
 * Unlike the textbook's interval it is sound for few trials and for shares near 0 and 1.
 *
 * @param lower its lower end, at least 0
 * @param upper its upper end, at most 1
 */
record WilsonInterval(double lower, double upper) {

  /** The normal distribution's quantile for 97.5 %. */
  private static final double Z = 1.959963984540054;

  /**
   * Returns the interval for a share.
   *
   * @param successes from 0 to trials
   * @param trials at least 1
   */
  static WilsonInterval of(long successes, long trials) {
    if (trials < 1 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          successes
              + " of "
              + trials
              + " is no share: there must be a trial, and no more"
              + " successes than trials.");
    }
    double share = (double) successes / trials;
    double correction = Z * Z / trials;
    double centre = share + correction / 2;
    double spread = Z * Math.sqrt(share * (1 - share) / trials + correction / (4 * trials));
    return new WilsonInterval(
        Math.max(0, (centre - spread) / (1 + correction)),
        Math.min(1, (centre + spread) / (1 + correction)));
  }
}
