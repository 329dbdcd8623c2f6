package dev.newsdesk.stream.app;

import io.prometheus.client.Counter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.utils.ExponentialBackoff;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps online accuracy running beside the classification of articles. A run that fails is closed,
 * logged and followed by another after a pause that grows with each failure, without limit.
 * Whatever happens here, articles are classified all the same.
 *
 * <p>Thread-safe. A thread of its own starts and closes the runs.
 */
final class OnlineAccuracy implements AutoCloseable {

  /** A failed member stays in its group for a session; more runs than that only disturb others. */
  static final ExponentialBackoff BACKOFF = new ExponentialBackoff(2_000, 2, 60_000, 0);

  private static final Logger LOG = LoggerFactory.getLogger(OnlineAccuracy.class);

  private final Supplier<AccuracyRun> runs;
  private final ExponentialBackoff backoff;
  private final LongSupplier nanoTime;
  private final Duration closeTimeout;
  private final Counter failures;
  private final Runnable onClose;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "newsdesk-accuracy");
  private volatile @Nullable AccuracyRun current;
  private volatile @Nullable String failure;

  /**
   * Begins nothing yet.
   *
   * @param runs starts a run, or fails with the reason why it cannot
   * @param nanoTime a clock that never goes back
   * @param closeTimeout how long {@link #close} waits for the run to end
   * @param failures counts runs that failed
   * @param onClose called before the last run is ended
   */
  OnlineAccuracy(
      Supplier<AccuracyRun> runs,
      ExponentialBackoff backoff,
      LongSupplier nanoTime,
      Duration closeTimeout,
      Counter failures,
      Runnable onClose) {
    this.runs = runs;
    this.backoff = backoff;
    this.nanoTime = nanoTime;
    this.closeTimeout = closeTimeout;
    this.failures = failures;
    this.onClose = onClose;
    thread.setDaemon(true);
  }

  /** Starts the first run, in the background. */
  void start() {
    thread.start();
  }

  /** Returns in one sentence why nothing is counted, if something failed. */
  Optional<String> failure() {
    return isUp() ? Optional.empty() : Optional.ofNullable(failure);
  }

  /** Tells whether labels and predictions are counted. */
  boolean isUp() {
    return state() == KafkaStreams.State.RUNNING;
  }

  /** Returns what the current run's client is doing, or that there is none. */
  KafkaStreams.State state() {
    AccuracyRun run = current;
    return run == null ? KafkaStreams.State.NOT_RUNNING : run.state();
  }

  /** Returns the metrics of the current run's client, none between two runs. */
  Map<MetricName, ? extends Metric> metrics() {
    AccuracyRun run = current;
    return run == null ? Map.of() : run.metrics();
  }

  private void run() {
    int consecutive = 0;
    try {
      do {
        long begun = nanoTime.getAsLong();
        String sentence = sentence(nextFailure());
        if (closing.getCount() == 0) {
          return;
        }
        boolean lasted =
            nanoTime.getAsLong() - begun
                > Duration.ofMillis(backoff.backoff(Integer.MAX_VALUE)).toNanos();
        consecutive = lasted ? 1 : consecutive + 1;
        failure = sentence;
        failures.inc();
        LOG.atWarn()
            .addKeyValue("failures", consecutive)
            .addKeyValue("secondsToNextStart", backoff.backoff(consecutive - 1L) / 1_000)
            .log("Online accuracy is down: {} Articles are classified all the same.", sentence);
      } while (!closing.await(backoff.backoff(consecutive - 1L), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      // Only close() interrupts.
    }
  }

  /** Starts a run, blocks until it fails, closes it and returns why it failed. */
  @SuppressWarnings("IllegalCatch") // An Error is no reason to count nothing ever again.
  private Throwable nextFailure() throws InterruptedException {
    try (AccuracyRun run = runs.get()) {
      current = run;
      return run.awaitFailure();
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) {
      return e;
    } finally {
      current = null;
    }
  }

  private static String sentence(Throwable cause) {
    String explanation = AppState.explain(cause);
    return explanation.endsWith(".") ? explanation : explanation + ".";
  }

  /** Ends the run, waits for it within the time given, and starts no other. */
  @Override
  public void close() {
    closing.countDown();
    onClose.run();
    thread.interrupt();
    try {
      thread.join(closeTimeout.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.atWarn().log("Online accuracy did not stop in time");
    }
  }
}
