package dev.newsdesk.stream.live.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.IntCountsHistogram;

/**
 * How long articles took in the last minute, to a hundredth of the value. It forgets ten seconds at
 * a time.
 */
final class RecentLatency {

  private static final int SLOTS = 6;
  private static final long SLOT_SECONDS = 10;

  /** Longer times count as this long. */
  private static final long LONGEST_MS = Duration.ofDays(1).toMillis();

  private static final int DIGITS = 2;

  private final List<Slot> slots = new ArrayList<>();

  RecentLatency() {
    for (int i = 0; i < SLOTS; i++) {
      slots.add(new Slot());
    }
  }

  /** Takes note of a time. */
  void add(Instant now, Duration latency) {
    long period = Math.floorDiv(now.getEpochSecond(), SLOT_SECONDS);
    Slot slot = slots.get(Math.floorMod(period, SLOTS));
    if (slot.period != period) {
      slot.period = period;
      slot.histogram.reset();
    }
    slot.histogram.recordValue(Math.min(latency.toMillis(), LONGEST_MS));
  }

  /** Returns what is known of the last minute. */
  Latency summary(Instant now) {
    long period = Math.floorDiv(now.getEpochSecond(), SLOT_SECONDS);
    IntCountsHistogram all = new IntCountsHistogram(LONGEST_MS, DIGITS);
    for (Slot slot : slots) {
      if (slot.period > period - SLOTS && slot.period <= period) {
        all.add(slot.histogram);
      }
    }
    return new Latency(
        all.getTotalCount(),
        millis(all.getValueAtPercentile(50)),
        millis(all.getValueAtPercentile(95)),
        millis(all.getValueAtPercentile(99)));
  }

  private static Duration millis(long value) {
    return Duration.ofMillis(value);
  }

  private static final class Slot {

    private final IntCountsHistogram histogram = new IntCountsHistogram(LONGEST_MS, DIGITS);
    private long period = Long.MIN_VALUE;
  }
}
