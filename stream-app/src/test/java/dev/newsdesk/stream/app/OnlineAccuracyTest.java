package dev.newsdesk.stream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsdesk.stream.metrics.AccuracyCatalogue;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.utils.ExponentialBackoff;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OnlineAccuracyTest {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger onClose = new AtomicInteger();
  private final BlockingQueue<FakeRun> runs = new LinkedBlockingQueue<>();
  private final AtomicLong nanos = new AtomicLong();
  private final Counter failures =
      AccuracyCatalogue.ACCURACY_FAILURES.counter(new CollectorRegistry());
  private OnlineAccuracy accuracy = accuracy(this::nextRun, Duration.ofMillis(1));

  @AfterEach
  void close() {
    accuracy.close();
    assertThat(open).as("runs that were not closed").hasValue(0);
  }

  @Test
  void aRunThatFailsIsClosedSaidAndFollowedByAnother() throws Exception {
    accuracy.start();
    FakeRun run = runs.take();
    await().until(accuracy::isUp);
    assertThat(accuracy.failure()).isEmpty();

    for (int failed = 1; failed <= 20; failed++) {
      run.fail(new IllegalStateException("failure " + failed));
      run = runs.take();
      assertThat(open).as("the run before is closed first").hasValue(1);
      assertThat(failures.get()).isEqualTo(failed);
    }
    await().until(accuracy::isUp);
    assertThat(accuracy.failure()).isEmpty();
  }

  @Test
  void whileItIsDownItSaysWhy() throws Exception {
    accuracy = accuracy(this::nextRun, Duration.ofHours(1));
    accuracy.start();
    runs.take().fail(new IllegalStateException("The topic is gone: create it"));

    await().until(() -> accuracy.failure().isPresent());
    assertThat(accuracy.failure()).contains("The topic is gone: create it.");
    assertThat(accuracy.isUp()).isFalse();
    assertThat(accuracy.state()).isEqualTo(State.NOT_RUNNING);
    assertThat(accuracy.metrics()).isEmpty();
  }

  @Test
  void aStartThatFailsEvenWithAnErrorIsRepeated() throws Exception {
    AtomicInteger starts = new AtomicInteger();
    accuracy =
        accuracy(
            () -> {
              if (starts.incrementAndGet() < 3) {
                throw new UnsatisfiedLinkError("no rocksdbjni");
              }
              return nextRun();
            },
            Duration.ofMillis(1));
    accuracy.start();

    assertThat(runs.take().state()).isEqualTo(State.RUNNING);
    assertThat(failures.get()).isEqualTo(2);
  }

  @Test
  void failuresFarApartAreNoSeries() throws Exception {
    // The pause would reach hours within the test if they were one.
    accuracy =
        new OnlineAccuracy(
            this::nextRun,
            new ExponentialBackoff(1, 2, Duration.ofHours(1).toMillis(), 0),
            () -> nanos.addAndGet(Duration.ofHours(2).toNanos()),
            CLOSE_TIMEOUT,
            failures,
            onClose::incrementAndGet);
    accuracy.start();
    for (int i = 0; i < 25; i++) {
      runs.take().fail(new IllegalStateException("now and then"));
    }
    assertThat(runs.take().state()).isEqualTo(State.RUNNING);
  }

  @Test
  void closingEndsTheRunAndStartsNoOther() throws Exception {
    accuracy.start();
    FakeRun run = runs.take();
    assertThat(onClose).hasValue(0);
    accuracy.close();

    assertThat(open).hasValue(0);
    assertThat(onClose).hasValue(1);
    run.fail(new IllegalStateException("after its end"));
    assertThat(runs).isEmpty();
    assertThat(failures.get()).isZero();
  }

  @Test
  void closingDoesNotWaitForThePauseToEnd() throws Exception {
    accuracy = accuracy(this::nextRun, Duration.ofHours(1));
    accuracy.start();
    runs.take().fail(new IllegalStateException("gone"));
    await().until(() -> accuracy.failure().isPresent());

    accuracy.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("newsdesk-accuracy"));
  }

  private OnlineAccuracy accuracy(Supplier<AccuracyRun> factory, Duration first) {
    return new OnlineAccuracy(
        factory,
        new ExponentialBackoff(first.toMillis(), 2, first.toMillis(), 0),
        System::nanoTime,
        CLOSE_TIMEOUT,
        failures,
        onClose::incrementAndGet);
  }

  private AccuracyRun nextRun() {
    FakeRun run = new FakeRun();
    runs.add(run);
    return run;
  }

  /** A run that fails when it is told to. */
  private final class FakeRun implements AccuracyRun {

    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private volatile State state = State.RUNNING;

    FakeRun() {
      open.incrementAndGet();
    }

    void fail(Throwable cause) {
      failure.complete(cause);
    }

    @Override
    public State state() {
      return state;
    }

    @Override
    public Map<MetricName, Metric> metrics() {
      return Map.of();
    }

    @Override
    public Throwable awaitFailure() throws InterruptedException {
      try {
        return failure.get();
      } catch (ExecutionException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() {
      state = State.NOT_RUNNING;
      open.decrementAndGet();
    }
  }
}
