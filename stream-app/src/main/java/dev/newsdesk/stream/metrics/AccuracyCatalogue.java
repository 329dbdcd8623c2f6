package dev.newsdesk.stream.metrics;

import static dev.newsdesk.stream.metrics.MetricDefinition.buckets;
import static dev.newsdesk.stream.metrics.MetricDefinition.counter;
import static dev.newsdesk.stream.metrics.MetricDefinition.gauge;
import static dev.newsdesk.stream.metrics.MetricDefinition.histogram;

import java.util.List;

/** The metrics of online accuracy, and what was measured when the checkpoint was published. */
public final class AccuracyCatalogue {

  public static final MetricDefinition ACCURACY_UP =
      gauge(
          "newsdesk_accuracy_up",
          Unit.NONE,
          "1 while online accuracy runs, 0 while it is down or the registry has to be mended; absent"
              + " where it is turned off.");

  public static final MetricDefinition ACCURACY_FAILURES =
      counter(
          "newsdesk_accuracy_failures_total",
          Unit.NONE,
          "Failures of online accuracy, each followed by a new start.");

  public static final MetricDefinition CLOCK_SKEW =
      gauge(
          "newsdesk_clock_skew_seconds",
          Unit.SECONDS,
          "How far the instance's clock is ahead of the brokers', or behind where negative; counting"
              + " goes by the brokers'.");

  public static final MetricDefinition LABELS =
      counter(
          "newsdesk_labels_total",
          Unit.LABELS,
          "True labels read, by what became of them.",
          "outcome");

  public static final MetricDefinition PREDICTIONS_READ =
      counter(
          "newsdesk_predictions_read_total",
          Unit.RECORDS,
          "Records read back from the categories' topics, by what became of them.",
          "outcome");

  public static final MetricDefinition CONFUSION =
      counter(
          "newsdesk_confusion_total",
          Unit.ARTICLES,
          "Labelled articles, each once, by their true and their given category.",
          "checkpoint",
          "labelled",
          "predicted");

  public static final MetricDefinition UNLABELLED =
      counter(
          "newsdesk_unlabelled_articles_total",
          Unit.ARTICLES,
          "Classified articles whose true label did not come in time.");

  public static final MetricDefinition CONFIDENCE =
      histogram(
          "newsdesk_article_confidence",
          Unit.PROBABILITY,
          "Probability of the category that an article was given.",
          buckets(.3, .4, .5, .6, .7, .8, .9, 1));

  public static final MetricDefinition CHECKPOINT_ACCURACY =
      gauge(
          "newsdesk_checkpoint_accuracy_ratio",
          Unit.RATIO,
          "Accuracy measured on the test set when the checkpoint was published.",
          "checkpoint");

  public static final MetricDefinition CHECKPOINT_CATEGORY =
      gauge(
          "newsdesk_checkpoint_category_ratio",
          Unit.RATIO,
          "Share of a category among the checkpoint's answers on the test set.",
          "checkpoint",
          "category");

  public static final MetricDefinition CHECKPOINT_CONFIDENCE =
      gauge(
          "newsdesk_checkpoint_confidence_ratio",
          Unit.RATIO,
          "Mean probability of the categories that the checkpoint gave on the test set.",
          "checkpoint");

  public static final MetricDefinition CHECKPOINT_UNKNOWN_WORDS =
      gauge(
          "newsdesk_checkpoint_unknown_words_ratio",
          Unit.RATIO,
          "Share of the test set's words that the checkpoint's vocabulary does not have.",
          "checkpoint");

  /** All of them, in the order they are shown. */
  static final List<MetricDefinition> ALL =
      List.of(
          ACCURACY_UP,
          ACCURACY_FAILURES,
          CLOCK_SKEW,
          LABELS,
          PREDICTIONS_READ,
          CONFUSION,
          UNLABELLED,
          CONFIDENCE,
          CHECKPOINT_ACCURACY,
          CHECKPOINT_CATEGORY,
          CHECKPOINT_CONFIDENCE,
          CHECKPOINT_UNKNOWN_WORDS);

  private AccuracyCatalogue() {}
}
