package dev.newsdesk.stream.batching;

/** A topic refused a record; the message names topic, key and remedy. */
public final class RefusedRecordException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RefusedRecordException(String message, Exception refusal) {
    super(message, refusal);
  }
}
