package dev.newsdesk.stream.display;

import dev.newsdesk.stream.client.Arrival;
import dev.newsdesk.stream.client.OneLine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts what arrives, and how much of it a second, by category. */
public final class Rates {

  private static final double NANOS = 1e9;
  private static final String DEAD = "dead letters";

  private final Clock clock;
  private final Map<String, Long> all = new TreeMap<>();
  private final Map<String, Long> recent = new TreeMap<>();
  private Instant reported;
  private Instant first;
  private Instant last;

  /** Begins to count. */
  public Rates(Clock clock) {
    this.clock = clock;
    reported = clock.instant();
    first = reported;
    last = reported;
  }

  /** Counts one. */
  public void add(Arrival arrival) {
    last = clock.instant();
    if (all.isEmpty()) {
      // Whoever watches before anything is sent does not want the waiting in the rate.
      first = last;
    }
    String name =
        arrival instanceof Arrival.Classified classified
            ? OneLine.of(classified.article().getCategory())
            : DEAD;
    all.merge(name, 1L, Long::sum);
    recent.merge(name, 1L, Long::sum);
  }

  /** Returns the rates since the last time, if that is so long ago. */
  public Optional<String> every(Duration interval) {
    Duration time = Duration.between(reported, clock.instant());
    if (time.compareTo(interval) < 0) {
      return Optional.empty();
    }
    reported = clock.instant();
    List<String> parts = new ArrayList<>();
    recent.forEach((name, count) -> parts.add("%s %,.1f/s".formatted(name, rate(count, time))));
    parts.add("all %,.1f/s".formatted(rate(sum(recent), time)));
    recent.clear();
    return Optional.of(String.join("   ", parts));
  }

  /** Returns one sentence: how many arrived, in what time. */
  public String sentence() {
    Duration time = Duration.between(first, last);
    String count = "%,d arrived".formatted(sum(all));
    return time.isZero()
        ? count + "."
        : count + " in %,.1f s (%,.1f/s).".formatted(time.toNanos() / NANOS, rate(sum(all), time));
  }

  /** Returns a line for each category and one for all. */
  public List<String> totals() {
    List<String> lines = new ArrayList<>();
    all.forEach((name, count) -> lines.add(line(name, count)));
    lines.add(line("all", sum(all)));
    return lines;
  }

  private String line(String name, long count) {
    Duration time = Duration.between(first, last);
    // One moment has no rate.
    String rate = time.isZero() ? "" : "  %,9.1f/s".formatted(rate(count, time));
    return "%-12s %,9d%s".formatted(name, count, rate);
  }

  private static double rate(long count, Duration time) {
    return count / (time.toNanos() / NANOS);
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
