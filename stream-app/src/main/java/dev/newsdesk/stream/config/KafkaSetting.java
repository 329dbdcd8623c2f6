package dev.newsdesk.stream.config;

import dev.newsdesk.stream.accuracy.SmallRocksDb;
import dev.newsdesk.stream.batching.RefusedRecords;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * A setting that the app gives Kafka Streams unless it is set otherwise under {@code kafka.}
 *
 * @param key its name there
 * @param value what it is set to
 * @param reason why, in a sentence
 */
record KafkaSetting(String key, Object value, String reason) {

  /** Room in a produced record beyond the value, for key, headers and a dead letter's stack. */
  private static final int RECORD_OVERHEAD_BYTES = 1024 * 1024;

  /** Kafka's default. */
  private static final long LEAST_BUFFER_BYTES = 32L * 1024 * 1024;

  /**
   * Above what a full batch may wait for the registry, and short: readers of committed records wait
   * this long for the transaction of an instance that was killed.
   */
  private static final int TRANSACTION_TIMEOUT_MS = 20_000;

  private static final int ADMIN_METADATA_AGE_MS = 10_000;

  /**
   * Twice Kafka Streams' own. A batch that leaves less than half full is committed at once, so that
   * only fuller ones wait for this: then speed counts, and a commit costs the brokers some
   * requests.
   */
  private static final int COMMIT_INTERVAL_MS = 200;

  private static final int METADATA_MAX_AGE_MS = 30_000;

  /** A full batch's articles for one partition, or most of them: fewer requests than by 16 KiB. */
  private static final int PRODUCER_BATCH_BYTES = 128 * 1024;

  /** Long.MAX_VALUE would overflow. */
  private static final long WITHOUT_LIMIT_MS = Duration.ofDays(365).toMillis();

  /** Kafka's default of a partition, below which a request is for nothing. */
  private static final int LEAST_FETCH_BYTES = 1024 * 1024;

  /** Kafka's default. */
  private static final int MOST_FETCH_BYTES = 50 * 1024 * 1024;

  /** Kafka Streams' default. */
  private static final long LEAST_CACHE_BYTES = 10L * 1024 * 1024;

  /** Kafka Streams' own default. */
  private static final int USUAL_POLL_RECORDS = 1_000;

  /** Returns all of them, those first that are settings of the app's own. */
  static List<KafkaSetting> of(StreamSettings settings) {
    // Without the producer's prefix, so that they are overridden with the prefix and without.
    int maxRequestSize =
        Math.max(settings.articleMaxBytes(), RECORD_OVERHEAD_BYTES) + RECORD_OVERHEAD_BYTES;
    return List.of(
        new KafkaSetting(
            StreamsConfig.APPLICATION_ID_CONFIG,
            settings.applicationId(),
            "The app and Kafka Streams go by one name."),
        new KafkaSetting(
            StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
            settings.bootstrapServers(),
            "All clients talk to one cluster."),
        new KafkaSetting(
            StreamsConfig.NUM_STREAM_THREADS_CONFIG,
            settings.threads(),
            "Each thread has a predictor of its own."),
        new KafkaSetting(
            StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG,
            settings.standbyReplicas(),
            "There is little to restore: waiting articles, and labels and answers that meet."),
        new KafkaSetting(
            StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
            StreamsConfig.EXACTLY_ONCE_V2,
            "Every article leaves exactly once; with `at_least_once` a crash repeats some."),
        new KafkaSetting(
            StreamsConfig.POLL_MS_CONFIG,
            Math.max(1, Math.min(100, settings.policy().linger().toMillis() / 5)),
            "A thread that waits for records notices neither the clock nor a batch that is due: a"
                + " fifth of `batch.linger.ms`, from 1 to 100."),
        new KafkaSetting(
            StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
            COMMIT_INTERVAL_MS,
            "How long batches wait for their commit; one that leaves with less than half of"
                + " `batch.size`, when articles come slowly, is committed at once."),
        new KafkaSetting(
            ProducerConfig.BATCH_SIZE_CONFIG,
            PRODUCER_BATCH_BYTES,
            "A full batch leaves in few requests."),
        new KafkaSetting(
            ProducerConfig.LINGER_MS_CONFIG,
            COMMIT_INTERVAL_MS,
            "Nobody reads what is not committed, and a commit sends what is left: requests before it"
                + " are left out."),
        new KafkaSetting(
            StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
            transactionTimeout(settings),
            "A batch that waits for the processor must not outlive its transaction; readers of"
                + " committed records wait this long for that of an instance that was killed."),
        new KafkaSetting(
            CommonClientConfigs.METADATA_MAX_AGE_CONFIG,
            METADATA_MAX_AGE_MS,
            "Partitions that are added to a topic are seen within half a minute, and not after five"
                + " in which their articles wait and their labels match nothing."),
        new KafkaSetting(
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            fullBatches(settings.policy().size()),
            "A backlog comes in full batches: what is left of one waits for the next poll, and a"
                + " commit in between writes it to the changelog."),
        new KafkaSetting(
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
            fetchMaxBytes(settings),
            "What is fetched ahead is in memory beside `intake.max.bytes`: a request brings no more"
                + " than a thread's part of that, here of two threads, or one batch of records,"
                + " which may be larger."),
        new KafkaSetting(
            StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
            cacheMaxBytes(settings),
            "The store's cache holds a full batch of each thread, here of two; what does not fit"
                + " is written to the changelog before it leaves."),
        new KafkaSetting(
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            maxRequestSize,
            "The largest article and the largest dead letter can be sent, headers included."),
        new KafkaSetting(
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            Math.max(LEAST_BUFFER_BYTES, maxRequestSize),
            "The producer refuses what its buffer cannot hold, however large a request may be."),
        new KafkaSetting(
            StreamsConfig.TASK_TIMEOUT_MS_CONFIG,
            WITHOUT_LIMIT_MS,
            "Brokers are waited for without limit."),
        new KafkaSetting(
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            WITHOUT_LIMIT_MS,
            "The answer to a commit is waited for without limit: Kafka Streams would take one that"
                + " is late for failed and label its articles again, or pass them over, although"
                + " it may still come through."),
        new KafkaSetting(
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            Integer.MAX_VALUE,
            "What the brokers do not take is sent again, for 24 days, so that an outage that is"
                + " shorter than its transaction costs no work."),
        new KafkaSetting(
            StreamsConfig.adminClientPrefix(CommonClientConfigs.METADATA_MAX_AGE_CONFIG),
            ADMIN_METADATA_AGE_MS,
            "An admin client whose credentials were refused fails every request until its metadata"
                + " expires, by default for five minutes after they are valid again."),
        new KafkaSetting(
            StreamsConfig.WINDOW_STORE_CHANGE_LOG_ADDITIONAL_RETENTION_MS_CONFIG,
            settings.accuracy().labelWait().toMillis(),
            "Brokers keep what labels and answers wait for each other in no longer than needed; by"
                + " default a day, all of which is read when an instance takes over."),
        new KafkaSetting(
            StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
            RefusedRecords.class.getName(),
            "It says of a record that a topic refuses which one it was, and passes over none."),
        new KafkaSetting(
            StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG,
            SmallRocksDb.class.getName(),
            "Each partition has several small databases; by default each may take 100 MB of"
                + " memory."));
  }

  /** Returns those that online accuracy has otherwise, or has alone. */
  static List<KafkaSetting> ofAccuracy() {
    return List.of(
        new KafkaSetting(
            StreamsConfig.MAX_TASK_IDLE_MS_CONFIG,
            StreamsConfig.MAX_TASK_IDLE_MS_DISABLED,
            "Labels and predictions may come in any order, so that no partition waits for"
                + " another's records."));
  }

  /** A thread's part of the intake, and never more than Kafka's own default. */
  private static int fetchMaxBytes(StreamSettings settings) {
    long part = settings.intake().maxBytesOfThread(settings.threads());
    return (int) Math.max(LEAST_FETCH_BYTES, Math.min(part, MOST_FETCH_BYTES));
  }

  /** A batch's articles are stored with their headers and origin; twice its bytes hold them. */
  private static long cacheMaxBytes(StreamSettings settings) {
    return Math.max(
        LEAST_CACHE_BYTES, 2 * settings.policy().maxBytes() * (long) settings.threads());
  }

  /** As many full batches as come nearest to a poll of Kafka Streams' usual size, at least one. */
  private static int fullBatches(int batchSize) {
    return batchSize * Math.max(1, Math.round((float) USUAL_POLL_RECORDS / batchSize));
  }

  /** Kafka Streams compares only the one with the producer's prefix with its commit interval. */
  private static Object transactionTimeout(StreamSettings settings) {
    String given = settings.kafka().get(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
    return given == null ? TRANSACTION_TIMEOUT_MS : given;
  }
}
