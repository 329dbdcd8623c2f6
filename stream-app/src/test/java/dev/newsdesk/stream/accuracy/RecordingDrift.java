package dev.newsdesk.stream.accuracy;

import dev.newsdesk.stream.drift.Detectors;
import org.jspecify.annotations.Nullable;

/** Keeps the detectors of the task, while there is one. */
final class RecordingDrift implements DriftListener {

  @Nullable Detectors detectors;

  @Override
  public void observed(Object owner, Detectors now) {
    detectors = now;
  }

  @Override
  public void gone(Object owner) {
    detectors = null;
  }
}
