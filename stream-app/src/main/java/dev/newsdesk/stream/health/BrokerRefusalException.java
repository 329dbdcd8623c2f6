package dev.newsdesk.stream.health;

/** The brokers answer and refuse what the app needs; the message says what and the remedy. */
public final class BrokerRefusalException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes a refusal. */
  public BrokerRefusalException(String message, Throwable cause) {
    super(message, cause);
  }
}
