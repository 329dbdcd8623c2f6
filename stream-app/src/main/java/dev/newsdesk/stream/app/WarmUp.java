package dev.newsdesk.stream.app;

import dev.newsdesk.classifier.checkpoint.GoldenSample;
import dev.newsdesk.classifier.prediction.BatchPredictor;
import dev.newsdesk.classifier.prediction.TextClassifier;
import dev.newsdesk.stream.config.StreamSettings;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Classifies batches before the first record comes, so that none waits for code and memory to get
 * warm, and makes sure that a full batch is over long before its transaction is, also the worst one
 * that the limits allow.
 */
final class WarmUp {

  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

  /** What is measured at most; a larger batch takes its multiple. */
  private static final int MEASURED = 256;

  /** Of articles as long as the network reads; so few because each costs several usual ones. */
  private static final int MEASURED_LONGEST = 32;

  private static final int ROUNDS = 3;

  /** A busy machine is slower than one that only starts an app. */
  private static final int SAFETY = 2;

  /** Of a text's bytes; a larger one takes its multiple, and the measurement little memory. */
  private static final int MEASURED_BYTES = 1 << 20;

  /** Two bytes in UTF-8, and of all letters the one that takes longest to put into lower case. */
  private static final String SLOWEST_LETTER = "\u03a3";

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
    List<String> samples =
        classifier.checkpoint().golden().stream().map(GoldenSample::text).toList();
    String longest =
        String.join(
            " ",
            Collections.nCopies(classifier.checkpoint().manifest().text().maxLength(), "news"));
    LongSupplier now = stopwatch(name);
    try (BatchPredictor predictor =
        classifier.newPredictor(settings.inference().plan(), work -> {})) {
      Duration usual = Duration.ZERO;
      for (int round = 0; round < ROUNDS; round++) {
        usual = fullBatch(predictor, samples, MEASURED, now);
      }
      Duration slowest =
          fullBatch(predictor, List.of(longest), MEASURED_LONGEST, now)
              .plus(largestTexts(predictor, now));
      LOG.atInfo()
          .addKeyValue("device", name)
          .addKeyValue("articles", settings.policy().size())
          .addKeyValue("milliseconds", usual.toMillis())
          .addKeyValue("longestMilliseconds", slowest.toMillis())
          .log("Warmed up with a full batch, and with one of the longest articles");
      requireRoom(usual, name);
      requireRoomForLongest(slowest, name);
    }
  }

  /** Classifies texts in turn, and returns how long a full batch of them takes. */
  private Duration fullBatch(
      BatchPredictor predictor, List<String> texts, int most, LongSupplier now) {
    int size = settings.policy().size();
    int measured = Math.min(most, size);
    List<String> batch =
        IntStream.range(0, measured).mapToObj(i -> texts.get(i % texts.size())).toList();
    long begun = now.getAsLong();
    var unused = predictor.classify(batch);
    return Duration.ofNanos(now.getAsLong() - begun).multipliedBy(size).dividedBy(measured);
  }

  /**
   * Returns how long it takes beyond that to read a full batch's bytes when they are few texts of
   * one endless word each: the tokenizer reads all of a word, wherever the network stops.
   */
  private Duration largestTexts(BatchPredictor predictor, LongSupplier now) {
    long batch = Math.max(settings.policy().maxBytes(), settings.articleMaxBytes());
    int measured = Math.min(settings.articleMaxBytes(), MEASURED_BYTES);
    List<String> text = List.of(SLOWEST_LETTER.repeat(Math.max(1, measured / 2)));
    var unused = predictor.classify(text);
    long begun = now.getAsLong();
    unused = predictor.classify(text);
    return Duration.ofNanos((long) ((double) (now.getAsLong() - begun) * batch / measured));
  }

  /**
   * Returns nanoseconds. On the processor they are the thread's own, for the network runs in the
   * calling thread: what else a machine is busy with when an app starts must not refuse the start.
   */
  private static LongSupplier stopwatch(String device) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return device.equals("cpu") && threads.isCurrentThreadCpuTimeSupported()
        ? threads::getCurrentThreadCpuTime
        : System::nanoTime;
  }

  /** Refuses usual batches whose transaction might end before they do. */
  void requireRoom(Duration fullBatch, String device) {
    // Between two commits a thread may flush each of its partitions.
    int flushes = (settings.partitions() + settings.threads() - 1) / settings.threads();
    if (fullBatch.multipliedBy((long) SAFETY * flushes).compareTo(room()) > 0) {
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
              + settings.transactionTimeout().toMillis()
              + " ms: lower batch.size, or raise threads or kafka.transaction.timeout.ms.");
    }
  }

  /** Refuses a batch that outlives its transaction when all its articles happen to be long. */
  void requireRoomForLongest(Duration fullBatch, String device) {
    if (fullBatch.compareTo(room()) > 0) {
      throw new StartupException(
          "A full batch of "
              + settings.policy().size()
              + " articles as long as the network reads takes about "
              + fullBatch.toMillis()
              + " ms on "
              + device
              + ", too much for a transaction of "
              + settings.transactionTimeout().toMillis()
              + " ms: lower batch.size or batch.max.bytes, or raise kafka.transaction.timeout.ms.");
    }
  }

  private Duration room() {
    return settings.batchTimeout();
  }
}
