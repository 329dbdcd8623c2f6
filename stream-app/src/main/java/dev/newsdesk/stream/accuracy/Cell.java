package dev.newsdesk.stream.accuracy;

/**
 * A cell of a confusion matrix.
 *
 * @param scope whose matrix
 * @param labelled the true category
 * @param predicted the given category
 */
record Cell(Scope scope, String labelled, String predicted) {

  /** Returns the same cell of all time. */
  Cell cumulative() {
    return new Cell(scope.cumulative(), labelled, predicted);
  }

  /** Tells whether it counts right answers. */
  boolean isCorrect() {
    return labelled.equals(predicted);
  }
}
