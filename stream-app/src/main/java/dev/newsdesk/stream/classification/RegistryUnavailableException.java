package dev.newsdesk.stream.classification;

import dev.newsdesk.schemas.InnermostCause;
import org.apache.kafka.common.KafkaException;

/** The schema registry does not answer; nothing has been decided about any record. */
public final class RegistryUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception of what a serializer or deserializer failed with. */
  RegistryUnavailableException(KafkaException cause) {
    super(
        "The schema registry does not answer (" + InnermostCause.of(cause) + "): it is waited for.",
        cause);
  }
}
