package dev.newsdesk.stream.classification;

import org.apache.kafka.common.KafkaException;

/** The schema registry does not answer; nothing has been decided about any record. */
public final class RegistryUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception of what a serializer or deserializer failed with. */
  RegistryUnavailableException(KafkaException cause) {
    super(
        "The schema registry does not answer (" + rootMessage(cause) + "): it is waited for.",
        cause);
  }

  /** Returns what the innermost cause says. */
  static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
