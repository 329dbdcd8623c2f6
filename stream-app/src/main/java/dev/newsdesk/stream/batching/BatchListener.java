package dev.newsdesk.stream.batching;

import dev.newsdesk.stream.classification.RejectionCause;
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
   * A labelled article leaves.
   *
   * @param label its category
   * @param confidence the category's probability, from 0 to 1
   * @param age time since the article's own timestamp
   */
  void labelled(String label, double confidence, Duration age);

  /** A record leaves for the dead letters. */
  void deadLettered(RejectionCause cause);
}
