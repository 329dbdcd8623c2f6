package dev.newsdesk.stream.metrics;

import dev.newsdesk.classifier.prediction.PredictionWork;
import dev.newsdesk.stream.batching.BatchListener;
import dev.newsdesk.stream.batching.Rejection;
import dev.newsdesk.stream.classification.Outcome;
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
  private final Counter words;
  private final Counter unknownWords;
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
    received = Catalogue.ARTICLES_RECEIVED.counter(registry);
    classified = Catalogue.ARTICLES_CLASSIFIED.counter(registry);
    deadLetters = Catalogue.DEAD_LETTERS.counter(registry);
    batchArticles = Catalogue.BATCH_ARTICLES.histogram(registry);
    batchWait = Catalogue.BATCH_WAIT.histogram(registry);
    tokens = Catalogue.TOKENS.counter(registry);
    paddedTokens = Catalogue.PADDED_TOKENS.counter(registry);
    words = Catalogue.WORDS.counter(registry);
    unknownWords = Catalogue.UNKNOWN_WORDS.counter(registry);
    tokenizing = Catalogue.TOKENIZING.histogram(registry);
    inference = Catalogue.INFERENCE.histogram(registry);
    latency = Catalogue.ARTICLE_LATENCY.histogram(registry);
    confidences = AccuracyCatalogue.CONFIDENCE.histogram(registry);
    labels.forEach(classified::labels);
    for (RejectionCause cause : RejectionCause.values()) {
      deadLetters.labels(name(cause));
    }
    Gauge model = Catalogue.MODEL.gauge(registry);
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
  public void classified(Outcome.Classified article, Duration age) {
    classified.labels(article.category()).inc();
    confidences.observe(article.confidence());
    latency.observe(seconds(age));
  }

  @Override
  public void deadLettered(Rejection rejection) {
    deadLetters.labels(name(rejection.cause())).inc();
  }

  @Override
  public void accept(PredictionWork work) {
    tokens.inc((double) work.tokens());
    paddedTokens.inc((double) work.paddedTokens());
    words.inc((double) work.words());
    unknownWords.inc((double) work.unknownWords());
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
