package dev.newsdesk.classifier.prediction;

/**
 * Steps of a batch that stands longest text first: what the network takes at once.
 *
 * @param rows the first so many texts
 * @param from first step
 * @param to step after the last one
 */
public record TimeSlice(int rows, int from, int to) {

  /** Returns how many tokens the network goes through, padding included. */
  public long tokens() {
    return (long) rows * (to - from);
  }
}
