package dev.newsdesk.stream.metrics;

import static dev.newsdesk.stream.metrics.MetricDefinition.buckets;
import static dev.newsdesk.stream.metrics.MetricDefinition.counter;
import static dev.newsdesk.stream.metrics.MetricDefinition.doubling;
import static dev.newsdesk.stream.metrics.MetricDefinition.gauge;
import static dev.newsdesk.stream.metrics.MetricDefinition.histogram;

import java.util.List;
import java.util.stream.Stream;

/**
 * The metrics of the app, defined once: whoever registers one takes it from here, and {@code
 * docs/metrics.md} is made from it. Every label has a bounded set of values.
 */
public final class Catalogue {

  public static final MetricDefinition ARTICLES_RECEIVED =
      counter(
          "newsdesk_articles_received_total",
          Unit.RECORDS,
          "Records taken from the articles' topic.");

  public static final MetricDefinition ARTICLES_CLASSIFIED =
      counter(
          "newsdesk_articles_classified_total",
          Unit.ARTICLES,
          "Articles that left, by category.",
          "category");

  public static final MetricDefinition DEAD_LETTERS =
      counter(
          "newsdesk_dead_letters_total",
          Unit.RECORDS,
          "Records that could not be classified, by cause.",
          "cause");

  public static final MetricDefinition ARTICLE_LATENCY =
      histogram(
          "newsdesk_article_latency_seconds",
          Unit.SECONDS,
          "Time from an article's timestamp to its label, not yet committed.",
          buckets(.01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300));

  public static final MetricDefinition BATCH_ARTICLES =
      histogram(
          "newsdesk_batch_articles",
          Unit.ARTICLES,
          "Articles that left a partition at once.",
          doubling(1, 13));

  public static final MetricDefinition BATCH_WAIT =
      histogram(
          "newsdesk_batch_wait_seconds",
          Unit.SECONDS,
          "Time a batch's first article waited for it.",
          buckets(.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60));

  public static final MetricDefinition TOKENS =
      counter(
          "newsdesk_tokens_total",
          Unit.TOKENS,
          "Tokens of the articles that the network was given.");

  public static final MetricDefinition PADDED_TOKENS =
      counter(
          "newsdesk_padded_tokens_total",
          Unit.TOKENS,
          "Tokens that the network went through, padding included.");

  public static final MetricDefinition WORDS =
      counter(
          "newsdesk_words_total", Unit.WORDS, "Words of the articles that the network was given.");

  public static final MetricDefinition UNKNOWN_WORDS =
      counter(
          "newsdesk_unknown_words_total",
          Unit.WORDS,
          "Words of the articles that the checkpoint's vocabulary does not have.");

  public static final MetricDefinition TOKENIZING =
      histogram(
          "newsdesk_tokenize_seconds",
          Unit.SECONDS,
          "Time to tokenize for a call of the network.",
          doubling(0.0005, 14));

  public static final MetricDefinition INFERENCE =
      histogram(
          "newsdesk_inference_seconds",
          Unit.SECONDS,
          "Time of a call of the network, for one batch or several of a thread.",
          doubling(0.001, 14));

  public static final MetricDefinition MODEL =
      gauge(
          "newsdesk_model_info",
          Unit.NONE,
          "Always 1: the checkpoint served, and on which device.",
          "checkpoint",
          "device");

  public static final MetricDefinition READY =
      gauge("newsdesk_ready", Unit.NONE, "1 while /readyz answers 200, else 0.");

  public static final MetricDefinition STREAMS_STATE =
      gauge(
          "newsdesk_streams_state",
          Unit.NONE,
          "1 for the state that Kafka Streams is in, 0 for its others.",
          "app",
          "state");

  public static final MetricDefinition STREAMS_THREADS =
      gauge("newsdesk_streams_threads", Unit.THREADS, "Stream threads that are alive.", "app");

  public static final MetricDefinition BROKER_SILENCE =
      gauge(
          "newsdesk_broker_silence_seconds",
          Unit.SECONDS,
          "Time since any broker answered this instance, which asks every two seconds.");

  public static final MetricDefinition THREAD_LOOP =
      gauge(
          "newsdesk_thread_loop_age_seconds",
          Unit.SECONDS,
          "Age of the oldest loop among the stream threads: a thread that hangs begins no other.");

  public static final MetricDefinition UNCOMMITTED =
      gauge(
          "newsdesk_uncommitted_age_seconds",
          Unit.SECONDS,
          "Age of the oldest record that this instance has taken in and not committed.");

  public static final MetricDefinition GROUP_LAG =
      gauge(
          "newsdesk_group_lag_records",
          Unit.RECORDS,
          "Records of a topic behind the offsets that all instances together have committed; every"
              + " instance shows the same.",
          "topic");

  public static final MetricDefinition GROUP_STALL =
      gauge(
          "newsdesk_group_stall_seconds",
          Unit.SECONDS,
          "Longest time for which a partition with records left has had no commit; every instance"
              + " shows its own observation.",
          "topic");

  public static final MetricDefinition INTAKE_BYTES =
      gauge(
          "newsdesk_intake_bytes",
          Unit.BYTES,
          "Bytes of records that are in memory between fetch and commit.",
          "app");

  public static final MetricDefinition PARTITIONS_HELD =
      gauge(
          "newsdesk_partitions_held",
          Unit.PARTITIONS,
          "Partitions of which nothing is taken in for now.",
          "app",
          "reason");

  /** All metrics under their headings. */
  public static final List<Group> GROUPS =
      List.of(
          new Group(
              "Articles",
              List.of(ARTICLES_RECEIVED, ARTICLES_CLASSIFIED, DEAD_LETTERS, ARTICLE_LATENCY)),
          new Group("Intake", List.of(INTAKE_BYTES, PARTITIONS_HELD)),
          new Group("Batches", List.of(BATCH_ARTICLES, BATCH_WAIT)),
          new Group(
              "Model",
              List.of(TOKENS, PADDED_TOKENS, WORDS, UNKNOWN_WORDS, TOKENIZING, INFERENCE, MODEL)),
          new Group("Kafka Streams", List.of(READY, STREAMS_STATE, STREAMS_THREADS)),
          new Group(
              "Progress",
              List.of(BROKER_SILENCE, THREAD_LOOP, UNCOMMITTED, GROUP_LAG, GROUP_STALL)),
          new Group("Accuracy", AccuracyCatalogue.ALL),
          new Group("Drift", DriftCatalogue.ALL));

  private Catalogue() {}

  /** Returns all metrics, in the order of their headings. */
  public static Stream<MetricDefinition> all() {
    return GROUPS.stream().flatMap(group -> group.metrics().stream());
  }

  /**
   * Metrics under one heading.
   *
   * @param heading what they are about
   * @param metrics the metrics, in the order they are shown
   */
  public record Group(String heading, List<MetricDefinition> metrics) {}
}
