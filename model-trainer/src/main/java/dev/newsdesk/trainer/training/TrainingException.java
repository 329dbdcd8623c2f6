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
}
