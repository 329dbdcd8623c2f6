package dev.newsdesk.stream.metrics;

import static dev.newsdesk.stream.metrics.MetricDefinition.gauge;

import java.util.List;

/** What the drift detectors say; the instance that has their task exports it. */
public final class DriftCatalogue {

  public static final MetricDefinition ACCURACY_ALARM =
      gauge(
          "newsdesk_accuracy_drop_alarm",
          Unit.NONE,
          "1 while the accuracy is below what the checkpoint's recalls predict, else 0.",
          "checkpoint");

  public static final MetricDefinition ACCURACY_SCORE =
      gauge(
          "newsdesk_accuracy_drop_score_ratio",
          Unit.RATIO,
          "Evidence for a drop of accuracy as a share of what the alarm needs.",
          "checkpoint");

  public static final MetricDefinition ACCURACY_DROP =
      gauge(
          "newsdesk_accuracy_drop_ratio",
          Unit.RATIO,
          "Expected accuracy minus that of the latest labels, of about 2,000.",
          "checkpoint");

  public static final MetricDefinition ACCURACY_EXPECTED =
      gauge(
          "newsdesk_accuracy_expected_ratio",
          Unit.RATIO,
          "Accuracy that the checkpoint's recalls predict for the current mix of true categories.",
          "checkpoint");

  public static final MetricDefinition SHIFT_ALARM =
      gauge(
          "newsdesk_category_shift_alarm",
          Unit.NONE,
          "1 while the mix of predicted categories is far from the feed's reference, else 0.");

  public static final MetricDefinition SHIFT =
      gauge(
          "newsdesk_category_shift_ratio",
          Unit.RATIO,
          "Share of the latest articles, of about 2,000, that would have to be of another category"
              + " for the mix to be the reference's, less what chance explains.");

  public static final MetricDefinition REFERENCE_SHARE =
      gauge(
          "newsdesk_category_reference_ratio",
          Unit.RATIO,
          "Share of a predicted category in the feed's reference, learned or set.",
          "category");

  public static final MetricDefinition RECENT_SHARE =
      gauge(
          "newsdesk_category_recent_ratio",
          Unit.RATIO,
          "Share of a predicted category among the latest articles, of about 2,000.",
          "category");

  public static final MetricDefinition CONFIDENCE_ALARM =
      gauge(
          "newsdesk_confidence_drop_alarm",
          Unit.NONE,
          "1 while the mean confidence is below its reference on this feed, else 0.",
          "checkpoint");

  public static final MetricDefinition CONFIDENCE_DROP =
      gauge(
          "newsdesk_confidence_drop_ratio",
          Unit.RATIO,
          "Reference confidence for the current mix minus that of the latest articles, of about"
              + " 2,000.",
          "checkpoint");

  public static final MetricDefinition CONFIDENCE_REFERENCE =
      gauge(
          "newsdesk_confidence_reference_ratio",
          Unit.RATIO,
          "Mean confidence of the checkpoint's reference on this feed, learned or set.",
          "checkpoint");

  public static final MetricDefinition DRIFT_MISSING =
      gauge(
          "newsdesk_drift_reference_missing_articles",
          Unit.ARTICLES,
          "Articles that a reference still needs before its alarm begins; 0 once it is complete.",
          "reference");

  /** All of them, in the order they are shown. */
  static final List<MetricDefinition> ALL =
      List.of(
          ACCURACY_ALARM,
          ACCURACY_SCORE,
          ACCURACY_DROP,
          ACCURACY_EXPECTED,
          SHIFT_ALARM,
          SHIFT,
          REFERENCE_SHARE,
          RECENT_SHARE,
          CONFIDENCE_ALARM,
          CONFIDENCE_DROP,
          CONFIDENCE_REFERENCE,
          DRIFT_MISSING);

  private DriftCatalogue() {}
}
