package dev.newsdesk.benchmarks.pipeline;

import java.util.Locale;
import java.util.Map;

/** What is measured, in the table's order. */
public enum Row {
  /** The model alone: same articles, same batches, same threads, no Kafka. */
  BARE("model alone, no Kafka"),
  /** The app, labelling and nothing else. */
  APP("app"),
  /** The app as most do it: one article at a time. */
  SINGLE("app, batches of 1"),
  /** The app without sorting by length. */
  ARRIVAL("app, no length sort"),
  /** The app by its defaults, which reads its answers back to compare them with labels. */
  ACCURACY("app with online accuracy");

  private static final Map<String, String> NO_ACCURACY = Map.of("accuracy.enabled", "false");

  /** Articles of a row that takes many times as long for the same figures, as a share of all. */
  private static final int SLOW_DIVISOR = 10;

  /** Fewer leave no time to measure. */
  private static final int SLOW_ARTICLES = 1_000;

  private final String meaning;

  Row(String meaning) {
    this.meaning = meaning;
  }

  /** Returns the name that options and JSON use. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what the table calls it. */
  String meaning() {
    return meaning;
  }

  /** Returns the app's settings that differ from the defaults. */
  Map<String, String> settings() {
    return switch (this) {
      case BARE, ACCURACY -> Map.of();
      case APP -> NO_ACCURACY;
      case SINGLE -> Map.of("accuracy.enabled", "false", "batch.size", "1");
      case ARRIVAL -> Map.of("accuracy.enabled", "false", "batch.order", "arrival");
    };
  }

  /** Returns how many articles this row takes where the others take this many. */
  int articles(int all) {
    return this == SINGLE ? Math.min(all, Math.max(SLOW_ARTICLES, all / SLOW_DIVISOR)) : all;
  }
}
