package dev.newsdesk.trainer.data;

/** The data set is missing or malformed; the message names cause and remedy. */
public final class DataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception of one sentence. */
  public DataException(String message) {
    super(message);
  }

  /** Makes an exception of one sentence with what led to it. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
