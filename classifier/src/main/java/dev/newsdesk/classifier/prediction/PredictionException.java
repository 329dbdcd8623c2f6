package dev.newsdesk.classifier.prediction;

/** The network failed on a batch; every text of the batch is as good or bad as before. */
public final class PredictionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception of one sentence with what led to it. */
  public PredictionException(String message, Throwable cause) {
    super(message, cause);
  }
}
