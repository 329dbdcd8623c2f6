package dev.newsdesk.stream.topics;

/**
 * The headers of a dead letter. Those of Kafka Streams' own dead letter queue (KIP-1034) go by its
 * names, which it keeps in an internal class.
 */
public enum DeadLetterHeader {
  /** The kind of cause, one of a closed set. */
  CAUSE("newsdesk.cause"),
  /** Says what was left out of a record that is too large for the topic. */
  OMITTED("newsdesk.omitted"),
  /**
   * The record's own timestamp in milliseconds since the epoch, where the topic does not keep it.
   */
  TIMESTAMP("newsdesk.timestamp"),
  /** The class of what was thrown. */
  EXCEPTION("__streams.errors.exception"),
  /** Cause and remedy in a sentence. */
  MESSAGE("__streams.errors.message"),
  /** Where it was thrown. */
  STACK_TRACE("__streams.errors.stacktrace"),
  /** The topic the record came from. */
  TOPIC("__streams.errors.topic"),
  /** The partition it came from. */
  PARTITION("__streams.errors.partition"),
  /** Its offset there. */
  OFFSET("__streams.errors.offset");

  private final String key;

  DeadLetterHeader(String key) {
    this.key = key;
  }

  /** Returns the header's key. */
  public String key() {
    return key;
  }
}
