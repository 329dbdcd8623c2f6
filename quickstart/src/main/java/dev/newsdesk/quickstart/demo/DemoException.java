package dev.newsdesk.quickstart.demo;

/** The demo did not end as it should; the message names cause and remedy. */
public final class DemoException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception of one sentence. */
  public DemoException(String message) {
    super(message);
  }
}
