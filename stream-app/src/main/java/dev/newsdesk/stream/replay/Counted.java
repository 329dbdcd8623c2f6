package dev.newsdesk.stream.replay;

/**
 * What the app has counted of labels that met its answers.
 *
 * @param labelled articles whose label is known
 * @param right those of them whose answer is their label
 */
public record Counted(long labelled, long right) {

  /** Returns what has come since an earlier count. */
  Counted since(Counted before) {
    return new Counted(labelled - before.labelled, right - before.right);
  }
}
