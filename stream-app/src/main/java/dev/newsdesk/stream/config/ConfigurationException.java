package dev.newsdesk.stream.config;

/** A setting is wrong; the message names the key, what is wrong and what would be right. */
public final class ConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception of one sentence. */
  public ConfigurationException(String message) {
    super(message);
  }

  /** Makes an exception of one sentence with what led to it. */
  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
