package dev.newsdesk.stream.live.recording;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

/**
 * The last few of what was added.
 *
 * @param <T> what
 */
final class Recent<T> {

  private final int limit;
  private final Deque<T> last;

  /** Keeps at most so many. */
  Recent(int limit) {
    this.limit = limit;
    this.last = new ArrayDeque<>(limit + 1);
  }

  /** Adds one, and lets go of the oldest where there are too many. */
  void add(T one) {
    if (last.size() == limit) {
      last.removeFirst();
    }
    last.addLast(one);
  }

  /** Returns them, the oldest first. */
  Stream<T> stream() {
    return last.stream();
  }
}
