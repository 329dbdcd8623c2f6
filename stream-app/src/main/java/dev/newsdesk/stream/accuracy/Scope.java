package dev.newsdesk.stream.accuracy;

import java.time.Instant;

/**
 * What a report is about: a checkpoint, since it was first served or over one window.
 *
 * @param checkpointId identifies the checkpoint
 * @param windowStart milliseconds since the epoch, or {@link #CUMULATIVE}
 */
record Scope(String checkpointId, long windowStart) {

  /** Stands for all time. */
  static final long CUMULATIVE = -1;

  /** Returns the checkpoint's scope over another window. */
  Scope window(long start) {
    return new Scope(checkpointId, start);
  }

  /** Returns the checkpoint's scope of all time. */
  Scope cumulative() {
    return new Scope(checkpointId, CUMULATIVE);
  }

  /** Tells whether it is that of all time. */
  boolean isCumulative() {
    return windowStart == CUMULATIVE;
  }

  /** Returns the key of its report: the checkpoint's id, with {@code @} and the window's start. */
  String reportKey() {
    return isCumulative() ? checkpointId : checkpointId + "@" + Instant.ofEpochMilli(windowStart);
  }
}
