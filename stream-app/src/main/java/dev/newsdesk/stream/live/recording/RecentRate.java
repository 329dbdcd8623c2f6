package dev.newsdesk.stream.live.recording;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Counts by the second, and knows the counts of the last minute. */
final class RecentRate {

  /** Seconds that are known. */
  static final int SECONDS = 60;

  /** One more than is known: the second that is not over. */
  private final long[] counts = new long[SECONDS + 1];

  private long current = Long.MIN_VALUE;

  /** Counts one at this time; a clock that was set back counts to the latest second. */
  void add(Instant now) {
    advance(now);
    counts[slot(current)]++;
  }

  /** Returns the counts of the last {@link #SECONDS} seconds that are over, the oldest first. */
  List<Long> history(Instant now) {
    advance(now);
    return LongStream.range(current - SECONDS, current)
        .mapToObj(second -> counts[slot(second)])
        .toList();
  }

  private void advance(Instant now) {
    long second = now.getEpochSecond();
    if (second - SECONDS > current) {
      Arrays.fill(counts, 0);
      current = second;
    }
    while (current < second) {
      current++;
      counts[slot(current)] = 0;
    }
  }

  private int slot(long second) {
    return Math.floorMod(second, counts.length);
  }
}
