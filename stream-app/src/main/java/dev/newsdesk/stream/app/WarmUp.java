package dev.newsdesk.stream.app;

import dev.newsdesk.classifier.checkpoint.GoldenSample;
import dev.newsdesk.classifier.prediction.BatchPredictor;
import dev.newsdesk.classifier.prediction.TextClassifier;
import dev.newsdesk.stream.batching.NewsTopology;
import dev.newsdesk.stream.config.StreamSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Classifies batches before the first record comes, so that none waits for code and memory to get
 * warm, and makes sure that a full batch is over long before its transaction is.
 */
final class WarmUp {

  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

  /** What is measured at most; a larger batch takes its multiple. */
  private static final int MEASURED = 256;

  private static final int ROUNDS = 3;

  /** A busy machine is slower than one that only starts an app. */
  private static final int SAFETY = 2;

  private static final String PLAIN_TEXT =
      "Oil prices rise Crude futures climbed in New York after a storm shut platforms in the Gulf";

  private final StreamSettings settings;

  WarmUp(StreamSettings settings) {
    this.settings = settings;
  }

  /**
   * Warms a device up.
   *
   * @param name the device's
   * @throws StartupException when a full batch takes too long for its transaction
   */
  void run(TextClassifier classifier, String name) {
    int measured = Math.min(MEASURED, settings.policy().size());
    List<String> samples =
        classifier.checkpoint().golden().stream().map(GoldenSample::text).toList();
    List<String> texts =
        IntStream.range(0, measured)
            .mapToObj(i -> samples.isEmpty() ? PLAIN_TEXT : samples.get(i % samples.size()))
            .toList();
    Duration last = Duration.ZERO;
    try (BatchPredictor predictor =
        classifier.newPredictor(settings.inference().plan(), work -> {})) {
      for (int round = 0; round < ROUNDS; round++) {
        long begun = System.nanoTime();
        var unused = predictor.classify(texts);
        last = Duration.ofNanos(System.nanoTime() - begun);
      }
    }
    Duration fullBatch = last.multipliedBy(settings.policy().size()).dividedBy(measured);
    LOG.atInfo()
        .addKeyValue("device", name)
        .addKeyValue("articles", settings.policy().size())
        .addKeyValue("milliseconds", fullBatch.toMillis())
        .log("Warmed up with a full batch");
    requireRoom(fullBatch, name);
  }

  /** Refuses a batch whose transaction might end before it does. */
  void requireRoom(Duration fullBatch, String device) {
    Duration transaction = settings.transactionTimeout();
    Duration room =
        transaction.minus(settings.commitInterval()).minus(NewsTopology.REGISTRY_PATIENCE);
    // Between two commits a thread may flush each of its partitions.
    int flushes = (settings.partitions() + settings.threads() - 1) / settings.threads();
    if (fullBatch.multipliedBy((long) SAFETY * flushes).compareTo(room) > 0) {
      throw new StartupException(
          "A full batch of "
              + settings.policy().size()
              + " articles takes about "
              + fullBatch.toMillis()
              + " ms on "
              + device
              + " and a thread has "
              + flushes
              + " partitions, too much for a transaction of "
              + transaction.toMillis()
              + " ms: lower batch.size, or raise threads or kafka.transaction.timeout.ms.");
    }
  }
}
