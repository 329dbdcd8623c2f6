package dev.newsdesk.quickstart.hostile;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record to throw at the app, and what must become of it.
 *
 * @param kind names what is special about it, for a failure's message
 * @param record what is sent
 * @param expected its outcome
 */
record Hostile(String kind, ProducerRecord<byte[], byte[]> record, Expected expected) {

  /** What must become of an article. */
  sealed interface Expected {

    /**
     * It is classified, and its date is this instant.
     *
     * @param publishedAt milliseconds since the epoch, null where it has none or it is not known
     */
    record Classified(@Nullable Long publishedAt) implements Expected {}

    /**
     * It is a dead letter.
     *
     * @param cause as its header says it
     */
    record DeadLetter(String cause) implements Expected {}
  }
}
