package dev.newsdesk.stream.metrics;

import dev.newsdesk.classifier.prediction.PredictionWork;
import dev.newsdesk.stream.batching.BatchListener;
import dev.newsdesk.stream.classification.RejectionCause;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Counts and times what the stream threads do. Work of a transaction that is given up and repeated
 * counts twice, so that these figures may exceed what readers of committed records see.
 *
 * <p>Thread-safe.
 */
public final class StreamMetrics implements BatchListener, Consumer<PredictionWork> {

  private final Counter received;
  private final Counter classified;
  private final Counter deadLetters;
  private final Histogram batchArticles;
  private final Histogram batchWait;
  private final Counter tokens;
  private final Counter paddedTokens;
  private final Histogram tokenizing;
  private final Histogram inference;
  private final Histogram latency;
  private final Histogram confidences;

  /**
   * Makes the metrics, with a zero for each category and cause.
   *
   * @param registry where they are registered
   * @param checkpointId identifies what is served
   * @param labels the categories
   * @param devices where the network runs
   */
  public StreamMetrics(
      CollectorRegistry registry, String checkpointId, List<String> labels, List<String> devices) {
    received =
        Counter.build("newsdesk_articles_received", "Records taken from the articles' topic.")
            .register(registry);
    classified =
        Counter.build("newsdesk_articles_classified", "Articles that left, by category.")
            .labelNames("category")
            .register(registry);
    deadLetters =
        Counter.build("newsdesk_dead_letters", "Records that could not be labelled, by cause.")
            .labelNames("cause")
            .register(registry);
    batchArticles =
        Histogram.build("newsdesk_batch_articles", "Articles of a batch.")
            .exponentialBuckets(1, 2, 13)
            .register(registry);
    batchWait =
        Histogram.build(
                "newsdesk_batch_wait_seconds", "Time a batch's first article waited for it.")
            .buckets(.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60)
            .register(registry);
    tokens =
        Counter.build("newsdesk_tokens", "Tokens of the articles that the network was given.")
            .register(registry);
    paddedTokens =
        Counter.build(
                "newsdesk_padded_tokens", "Tokens that the network went through, padding included.")
            .register(registry);
    tokenizing =
        Histogram.build("newsdesk_tokenize_seconds", "Time to tokenize a batch.")
            .exponentialBuckets(0.0005, 2, 14)
            .register(registry);
    inference =
        Histogram.build("newsdesk_inference_seconds", "Time of the network for a batch.")
            .exponentialBuckets(0.001, 2, 14)
            .register(registry);
    latency =
        Histogram.build(
                "newsdesk_article_latency_seconds",
                "Time from an article's timestamp to its label, not yet committed.")
            .buckets(.01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300)
            .register(registry);
    confidences =
        Histogram.build(
                "newsdesk_article_confidence", "Probability of the category that an article got.")
            .linearBuckets(0.3, 0.1, 8)
            .register(registry);
    labels.forEach(classified::labels);
    for (RejectionCause cause : RejectionCause.values()) {
      deadLetters.labels(name(cause));
    }
    Gauge model =
        Gauge.build("newsdesk_model_info", "Always 1: the checkpoint served, and on which device.")
            .labelNames("checkpoint", "device")
            .register(registry);
    devices.forEach(device -> model.labels(checkpointId, device).set(1));
  }

  @Override
  public void received() {
    received.inc();
  }

  @Override
  public void flushed(int articles, Duration waited) {
    batchArticles.observe(articles);
    batchWait.observe(seconds(waited));
  }

  @Override
  public void labelled(String label, double confidence, Duration age) {
    classified.labels(label).inc();
    confidences.observe(confidence);
    latency.observe(seconds(age));
  }

  @Override
  public void deadLettered(RejectionCause cause) {
    deadLetters.labels(name(cause)).inc();
  }

  @Override
  public void accept(PredictionWork work) {
    tokens.inc((double) work.tokens());
    paddedTokens.inc((double) work.paddedTokens());
    tokenizing.observe(seconds(work.tokenizing()));
    inference.observe(seconds(work.inference()));
  }

  private static String name(RejectionCause cause) {
    return cause.name().toLowerCase(Locale.ROOT);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
