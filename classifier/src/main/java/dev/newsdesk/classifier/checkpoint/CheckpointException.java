package dev.newsdesk.classifier.checkpoint;

import java.io.IOException;

/** A checkpoint cannot be read, written or trusted; the message names cause and remedy. */
public final class CheckpointException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception of one sentence. */
  public CheckpointException(String message) {
    super(message);
  }

  /** Makes an exception of one sentence with what led to it. */
  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Says what a file system's exception says; its message alone is often just the path. */
  static String reason(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
