package dev.newsdesk.stream.accuracy;

import java.time.Duration;

/**
 * How long a label and a prediction wait for each other, and the two grids of time that come from
 * it: minutes in which what waits is counted, and windows in which it is stored.
 *
 * @param millis how long, at least 1
 */
record LabelWait(long millis) {

  private static final int SLICES = 60;

  /** Takes the time from a setting. */
  static LabelWait of(Duration wait) {
    return new LabelWait(Math.max(1, wait.toMillis()));
  }

  /** Tells whether something has waited too long. */
  boolean isOver(long since, long now) {
    return now - since > millis;
  }

  /** Returns the start of the slice of time that is counted together: a sixtieth of the wait. */
  long slice(long time) {
    return time - Math.floorMod(time, sliceMillis());
  }

  /** Tells whether everything in a slice has waited too long. */
  boolean isSliceOver(long slice, long now) {
    return isOver(slice + sliceMillis() - 1, now);
  }

  /** Returns the start of the window that is stored together. */
  long window(long time) {
    return time - Math.floorMod(time, windowMillis());
  }

  /** Returns a window's length: whole slices, and no less than the wait. */
  long windowMillis() {
    return (millis + sliceMillis() - 1) / sliceMillis() * sliceMillis();
  }

  private long sliceMillis() {
    return Math.max(1, millis / SLICES);
  }
}
