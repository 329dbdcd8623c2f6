package dev.newsdesk.quickstart.cli;

import dev.newsdesk.stream.client.ClientException;
import dev.newsdesk.stream.replay.LabelOrder;
import dev.newsdesk.stream.replay.ReplayPlan;
import dev.newsdesk.stream.replay.comparison.RunId;
import dev.newsdesk.stream.topics.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is replayed, and how. */
final class ReplayOptions {

  @Option(names = "--rate", paramLabel = "N", description = "Articles a second; default: no limit.")
  private double rate = Double.POSITIVE_INFINITY;

  @Option(names = "--limit", paramLabel = "N", description = "Sends the first N articles only.")
  private int limit = Integer.MAX_VALUE;

  @Option(
      names = "--only",
      paramLabel = "CATEGORY",
      description = "Sends the articles of one category only, for example Sports.")
  private @Nullable String only;

  @Option(
      names = "--labels",
      defaultValue = "AFTER",
      description =
          "When labels are sent: after (each after its article), first (all before the first"
              + " article) or none; default: after.")
  private LabelOrder labels = LabelOrder.AFTER;

  @Option(
      names = "--label-delay",
      paramLabel = "TIME",
      defaultValue = "0s",
      converter = DurationConverter.class,
      description = "How long after its article a label is sent, for example 10m; default: 0s.")
  private Duration labelDelay = Duration.ZERO;

  @Option(
      names = "--label-repeats",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often each label is sent; default: once.")
  private int labelRepeats = 1;

  @Option(
      names = "--wrong-labels",
      paramLabel = "SHARE",
      description = "Makes this share of the labels wrong on purpose, for example 0.3.")
  private double wrongLabels;

  @Option(
      names = "--seed",
      defaultValue = "42",
      description = "Which labels are made wrong; default: ${DEFAULT-VALUE}.")
  private long seed = 42;

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "What the articles' ids begin with; default: the time and some chance.")
  private @Nullable String run;

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      defaultValue = "60s",
      converter = DurationConverter.class,
      description =
          "What has not come back is lost when nothing else has come for so long;"
              + " default: ${DEFAULT-VALUE}.")
  private Duration patience = Duration.ofSeconds(60);

  /**
   * Returns how it is replayed.
   *
   * @throws IllegalArgumentException when options are out of bounds or do not fit
   */
  ReplayPlan plan() {
    if (limit < 1) {
      throw new IllegalArgumentException("The limit must be at least one article.");
    }
    if (!(wrongLabels >= 0 && wrongLabels <= 1)) {
      throw new IllegalArgumentException("The share of wrong labels must be from 0 to 1.");
    }
    return new ReplayPlan(rate, labels, labelDelay, labelRepeats, patience);
  }

  /**
   * Returns the replay's name.
   *
   * @throws IllegalArgumentException when the one asked for is none
   */
  RunId run() {
    return run == null ? RunId.of(Clock.systemUTC().instant(), new Random()) : new RunId(run);
  }

  /**
   * Returns the index of the only category wanted, or null for all.
   *
   * @throws ClientException when there is no such category
   */
  @Nullable Integer category(List<String> all) {
    if (only == null) {
      return null;
    }
    // As watch takes it: sci-tech and Sci/Tech are the same.
    Topics topics = new Topics("");
    String topic = topics.category(only);
    for (int i = 0; i < all.size(); i++) {
      if (topics.category(all.get(i)).equals(topic)) {
        return i;
      }
    }
    throw new ClientException(
        "There is no category '" + only + "': use " + String.join(", ", all) + ".");
  }

  /**
   * Says how labels are sent.
   *
   * @param wrong how many of them are wrong
   */
  String labelsInWords(int wrong) {
    String when =
        switch (labels) {
          case FIRST -> "before the first article";
          case NONE -> "none";
          case AFTER ->
              labelDelay.isZero()
                  ? "after their articles"
                  : "%,d s after their articles".formatted(labelDelay.toSeconds());
        };
    return when
        + (labelRepeats == 1 ? "" : ", each %,d times".formatted(labelRepeats))
        + (wrong == 0 ? "" : ", %,d wrong on purpose (seed %d)".formatted(wrong, seed));
  }

  int limit() {
    return limit;
  }

  double wrongLabels() {
    return wrongLabels;
  }

  long seed() {
    return seed;
  }
}
