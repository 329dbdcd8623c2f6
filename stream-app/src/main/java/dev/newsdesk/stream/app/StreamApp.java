package dev.newsdesk.stream.app;

import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.classifier.prediction.BatchPredictor;
import dev.newsdesk.classifier.prediction.Prediction;
import dev.newsdesk.classifier.prediction.PredictionException;
import dev.newsdesk.classifier.prediction.TextClassifier;
import dev.newsdesk.stream.batching.NewsTopology;
import dev.newsdesk.stream.classification.ArticleClassifier;
import dev.newsdesk.stream.classification.ArticleCodec;
import dev.newsdesk.stream.config.StreamSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running app. {@link #start} checks what it depends on and begins to label; {@link #await}
 * returns when it has stopped; {@link #close} stops it after the batch in hand, with everything
 * that left committed. What waits is in the store's changelog and leaves after the next start.
 */
public final class StreamApp implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
  private static final Logger LOG = LoggerFactory.getLogger(StreamApp.class);

  private final TextClassifier classifier;
  private final KafkaStreams streams;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private StreamApp(TextClassifier classifier, KafkaStreams streams) {
    this.classifier = classifier;
    this.streams = streams;
  }

  /**
   * Loads the checkpoint, creates missing topics and starts.
   *
   * @throws StartupException when brokers or registry do not answer in time, or the device or a
   *     setting under {@code kafka.} is wrong
   * @throws dev.newsdesk.classifier.checkpoint.CheckpointException when the checkpoint is not sound
   */
  public static StreamApp start(StreamSettings settings) {
    TextClassifier classifier = load(settings);
    try {
      new Dependencies(settings).require(classifier.checkpoint().manifest().labels());
      return begun(settings, classifier);
    } catch (KafkaException e) {
      classifier.close();
      throw new StartupException(
          "Kafka Streams cannot start ("
              + StartupException.rootMessage(e)
              + "): correct the settings under kafka.",
          e);
    } catch (RuntimeException e) {
      classifier.close();
      throw e;
    }
  }

  private static TextClassifier load(StreamSettings settings) {
    try {
      return TextClassifier.load(
          settings.inference().checkpoint(), TorchEngine.device(settings.inference().device(), 0));
    } catch (IllegalArgumentException e) {
      throw new StartupException(String.valueOf(e.getMessage()), e);
    } catch (PredictionException e) {
      throw new StartupException(
          "The checkpoint "
              + settings.inference().checkpoint()
              + " does not run on device "
              + settings.inference().device()
              + " ("
              + StartupException.rootMessage(e)
              + "): name another device, or publish it again.",
          e);
    }
  }

  private static StreamApp begun(StreamSettings settings, TextClassifier classifier) {
    KafkaStreams streams =
        new KafkaStreams(topology(settings, classifier).build(), settings.streamsProperties());
    try {
      StreamApp app = new StreamApp(classifier, streams);
      app.begin();
      return app;
    } catch (RuntimeException e) {
      streams.close(CLOSE_TIMEOUT);
      throw e;
    }
  }

  private static NewsTopology topology(StreamSettings settings, TextClassifier classifier) {
    String checkpointId = classifier.checkpoint().manifest().id();
    Clock clock = Clock.systemUTC();
    return new NewsTopology(
        settings.topics(),
        classifier.checkpoint().manifest().labels(),
        settings.policy(),
        () ->
            new ArticleClassifier(
                new ArticleCodec(
                    settings.registry(), settings.topics(), settings.articleMaxBytes()),
                new PredictorNetwork(
                    classifier.newPredictor(settings.inference().plan(), work -> {})),
                checkpointId,
                clock),
        clock,
        pause -> LockSupport.parkNanos(pause.toNanos()));
  }

  private void begin() {
    streams.setUncaughtExceptionHandler(
        exception -> {
          failure.compareAndSet(null, exception);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    streams.setStateListener(
        (now, before) -> {
          LOG.atInfo().addKeyValue("state", now).log("State changed");
          if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
            stopped.countDown();
          }
        });
    streams.start();
  }

  /** Returns what the app serves. */
  public CheckpointManifest checkpoint() {
    return classifier.checkpoint().manifest();
  }

  /** Waits until the app has stopped, and returns why if it failed. */
  public Optional<Throwable> await() throws InterruptedException {
    stopped.await();
    return failure();
  }

  /** Returns what stopped the app, if something did. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** Stops; a second call, by whatever thread, waits for the first. */
  @Override
  public synchronized void close() {
    if (!streams.close(CLOSE_TIMEOUT)) {
      // The weights are in use until the threads are gone; the process ends soon anyhow.
      LOG.atWarn().log("The stream threads did not stop in time");
      return;
    }
    classifier.close();
  }

  /** A predictor as the topology sees it. */
  private record PredictorNetwork(BatchPredictor predictor) implements ArticleClassifier.Network {

    @Override
    public List<Prediction> classify(List<String> texts) {
      return predictor.classify(texts);
    }

    @Override
    public void close() {
      predictor.close();
    }
  }
}
