package dev.newsdesk.stream.display;

import dev.newsdesk.stream.client.OneLine;
import dev.newsdesk.stream.replay.Counted;
import dev.newsdesk.stream.replay.ReplaySummary;
import dev.newsdesk.stream.replay.comparison.Comparison;
import dev.newsdesk.stream.replay.comparison.Difference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Tells people how a replay went: counts, accuracies, and every article that is not as it must. */
public final class ReplayText {

  private static final double NANOS = 1e9;

  private final ReplaySummary summary;
  private final Comparison comparison;
  private final List<String> lines = new ArrayList<>();

  /** Tells of this. */
  public ReplayText(ReplaySummary summary) {
    this.summary = summary;
    comparison = summary.comparison();
  }

  /** Returns the lines. */
  public List<String> lines() {
    lines.clear();
    addCounts();
    addAccuracies();
    addFaults();
    lines.add(verdict());
    return List.copyOf(lines);
  }

  private void addCounts() {
    add(
        "sent",
        "%,d articles and %,d labels in %s"
            .formatted(
                summary.reached().articlesSent(),
                summary.reached().labelsSent(),
                time(summary.reached().articlesSent(), summary.sending())));
    add(
        "came back",
        "%,d of %,d in %s"
            .formatted(
                summary.reached().arrived(),
                comparison.articles(),
                time(summary.reached().arrived(), summary.answering())));
  }

  private void addAccuracies() {
    add("online", right(comparison.rightOnline(), comparison.labelled()));
    add("offline", right(comparison.rightOffline(), comparison.classifiable()));
    if (comparison.wrongLabels() > 0) {
      add(
          "by the labels",
          "%s; %,d labels sent are wrong on purpose (seed %d)"
              .formatted(
                  right(comparison.rightBySentLabels(), comparison.labelled()),
                  comparison.wrongLabels(),
                  summary.seed()));
    }
    if (comparison.rejected() > 0) {
      add("rejected", "%,d without a letter or digit".formatted(comparison.rejected()));
    }
    Counted counted = summary.counted();
    if (counted != null) {
      add(
          "by the app",
          counted.labelled() == 0
              ? "no label has met its article"
              : right(counted.right(), counted.labelled()));
    }
  }

  private void addFaults() {
    comparison.differences().forEach(one -> add("differs", difference(one)));
    comparison
        .deadLetters()
        .forEach(one -> add("dead letter", one.id() + "  " + OneLine.of(one.cause())));
    comparison.lost().forEach(id -> add("lost", id));
    comparison.repeated().forEach(one -> add("repeated", one.id() + "  " + one.times() + " times"));
    if (comparison.unexpected() > 0) {
      add(
          "unexpected",
          "%,d under ids of this replay that it has not sent".formatted(comparison.unexpected()));
    }
  }

  private static String difference(Difference one) {
    String what =
        "%s  %s online, %s offline"
            .formatted(
                one.id(),
                OneLine.of(one.online()),
                one.offline() == null ? "rejected" : one.offline());
    return one.isExplained()
        ? "%s; %s offline, too, when padded to %d".formatted(what, one.online(), one.paddedTo())
        : what;
  }

  private String verdict() {
    if (!comparison.isExact()) {
      return "Online is NOT as offline: %,d differ, %,d are dead letters, %,d lost, %,d repeated."
          .formatted(
              comparison.differences().size(),
              comparison.deadLetters().size(),
              comparison.lost().size(),
              comparison.repeated().size() + comparison.unexpected());
    }
    if (!summary.isCountedRight()) {
      return "The app has NOT counted what came back: others sent labels meanwhile, ids of an earlier"
          + " run came again, or labels came later than its accuracy.label.wait.ms.";
    }
    return comparison.differences().isEmpty()
        ? "Every article came back once, and online equals offline, article for article."
        : "Every article came back once; online differs from offline where batches are padded to"
            + " other lengths, which this network reads.";
  }

  private void add(String name, String text) {
    lines.add("  %-13s %s".formatted(name, text));
  }

  private static String right(long right, long of) {
    return of == 0
        ? "none came back labelled"
        : "%.2f %%, %,d of %,d right".formatted(100.0 * right / of, right, of);
  }

  private static String time(long articles, Duration time) {
    double seconds = time.toNanos() / NANOS;
    return seconds > 0
        ? "%,.1f s (%,.0f articles/s)".formatted(seconds, articles / seconds)
        : "no time";
  }
}
