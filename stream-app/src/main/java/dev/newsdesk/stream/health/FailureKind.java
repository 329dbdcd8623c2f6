package dev.newsdesk.stream.health;

/** What becomes of the app when a stream thread fails. */
public enum FailureKind {
  /** Brokers, leaders or replicas are away: a new thread takes over, without limit. */
  AWAY,
  /**
   * The brokers refuse the app's signature: a new thread takes over after a pause, without limit.
   */
  CREDENTIALS,
  /**
   * The brokers answer and refuse: a new thread takes over after a growing pause, and the app ends
   * when that has not helped several times in a row.
   */
  REFUSED,
  /** A retry cannot help: the app ends. */
  FATAL
}
