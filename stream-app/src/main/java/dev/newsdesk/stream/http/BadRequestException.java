package dev.newsdesk.stream.http;

/** A request is wrong; the message says in one sentence how to correct it. */
public final class BadRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes a refusal. */
  public BadRequestException(String message) {
    super(message);
  }
}
