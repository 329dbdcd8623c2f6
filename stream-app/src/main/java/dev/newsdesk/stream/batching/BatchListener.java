package dev.newsdesk.stream.batching;

import dev.newsdesk.stream.classification.Outcome;
import java.time.Duration;

/**
 * Is told what happens to articles, by the stream threads as it happens; a transaction that is
 * given up and repeated is told twice.
 */
public interface BatchListener {

  /** A record came in. */
  void received();

  /**
   * A batch leaves.
   *
   * @param articles how many
   * @param waited how long its first article waited for it
   */
  void flushed(int articles, Duration waited);

  /**
   * A classified article leaves.
   *
   * @param article what it came out as
   * @param age time since the article's own timestamp
   */
  void classified(Outcome.Classified article, Duration age);

  /** A record leaves for the dead letters. */
  void deadLettered(Rejection rejection);

  /** Returns a listener that tells this one first and then the other. */
  default BatchListener andThen(BatchListener other) {
    return new ListenerPair(this, other);
  }
}
