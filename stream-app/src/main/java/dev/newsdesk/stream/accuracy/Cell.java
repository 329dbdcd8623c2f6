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

  /** Returns the same cell in a window, or this one where its own is not later. */
  Cell notAfter(long windowStart) {
    return scope.windowStart() <= windowStart
        ? this
        : new Cell(scope.window(windowStart), labelled, predicted);
  }

  /** Tells whether it counts right answers. */
  boolean isCorrect() {
    return labelled.equals(predicted);
  }
}
