package dev.newsdesk.stream.accuracy;

import dev.newsdesk.stream.drift.Detectors;

/** Callbacks on the stream thread that has the task of the drift detectors. */
public interface DriftListener {

  /**
   * The detectors have new counts.
   *
   * @param owner the processor, which keeps the detectors and goes on changing them
   * @param detectors to be read during the call only
   */
  void observed(Object owner, Detectors detectors);

  /** A processor has lost its task; another one, here or on another instance, may have it. */
  void gone(Object owner);
}
