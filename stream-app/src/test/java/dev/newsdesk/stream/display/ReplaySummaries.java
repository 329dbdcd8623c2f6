package dev.newsdesk.stream.display;

import dev.newsdesk.stream.replay.Counted;
import dev.newsdesk.stream.replay.Progress;
import dev.newsdesk.stream.replay.ReplaySummary;
import dev.newsdesk.stream.replay.comparison.Comparison;
import dev.newsdesk.stream.replay.comparison.Difference;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replays that went one way or another. */
final class ReplaySummaries {

  private ReplaySummaries() {}

  /** As it should be. */
  static ReplaySummary exact() {
    return summary(
        new Comparison(
            7_600, 0, 7_600, 6_929, 6_929, 6_929, 0, List.of(), List.of(), List.of(), List.of(),
            0));
  }

  /** As it should be, with this many that the app has counted. */
  static ReplaySummary counted(long labelled, long right) {
    return summary(exact().comparison(), new Counted(labelled, right));
  }

  /** With one of everything that can go wrong, and wrong labels. */
  static ReplaySummary faulty() {
    return summary(
        new Comparison(
            7_600,
            0,
            7_598,
            6_928,
            6_929,
            5_000,
            2_280,
            List.of(
                new Difference("r-1", "Sports", "World", null),
                new Difference("r-2", "Sci/Tech", "World", 61)),
            List.of(new Comparison.DeadLetter("r-3", "EMPTY")),
            List.of("r-4"),
            List.of(new Comparison.Repetition("r-5", 2)),
            1));
  }

  /** With a difference that padding explains, and nothing else. */
  static ReplaySummary padded() {
    return summary(
        new Comparison(
            2,
            0,
            2,
            1,
            2,
            1,
            0,
            List.of(new Difference("r-2", "Sci/Tech", "World", 61)),
            List.of(),
            List.of(),
            List.of(),
            0));
  }

  /** With nothing that came back. */
  static ReplaySummary silent() {
    return summary(
        new Comparison(1, 0, 0, 0, 1, 0, 0, List.of(), List.of(), List.of("r-1"), List.of(), 0));
  }

  private static ReplaySummary summary(Comparison comparison) {
    return summary(comparison, null);
  }

  private static ReplaySummary summary(Comparison comparison, @Nullable Counted counted) {
    int arrived = comparison.articles() - comparison.lost().size();
    return new ReplaySummary(
        "r",
        "gru",
        true,
        42,
        new Progress(comparison.articles(), comparison.articles(), comparison.articles(), arrived),
        Duration.ofSeconds(8),
        arrived == 0 ? Duration.ZERO : Duration.ofSeconds(10),
        comparison,
        counted);
  }
}
