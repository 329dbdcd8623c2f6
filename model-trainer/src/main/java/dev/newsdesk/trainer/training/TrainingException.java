package dev.newsdesk.trainer.training;

/** A run cannot go on; the message names cause and remedy. */
public final class TrainingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception of one sentence. */
  public TrainingException(String message) {
    super(message);
  }

  /** Makes an exception of one sentence with what led to it. */
  public TrainingException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns what lies at the bottom of a failure, to stand inside a sentence. */
  static String cause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause().getMessage() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage())
        .lines()
        .findFirst()
        .orElse("")
        .replaceFirst("\\.$", "");
  }
}
