package dev.newsdesk.stream.app;

import dev.newsdesk.stream.accuracy.BrokerClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link BrokerClock} measured while a run of online accuracy lasts, and logs when this
 * machine's own clock differs from it. Thread-safe; a thread of its own measures.
 */
final class BrokerTime implements AutoCloseable {

  /** Clocks that are synchronized at all differ by less. */
  static final Duration TOLERANCE = Duration.ofSeconds(5);

  /** In which a machine's monotonic clock drifts by a millisecond or so. */
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(BrokerTime.class);

  private final BrokerClock clock;
  private final Stamps stamps;
  private final Duration interval;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "newsdesk-accuracy-clock");
  private boolean differs;

  private BrokerTime(BrokerClock clock, Stamps stamps, Duration interval) {
    this.clock = clock;
    this.stamps = stamps;
    this.interval = interval;
    thread.setDaemon(true);
  }

  /** Measures once, and from then on until it is closed, which closes the stamps too. */
  static BrokerTime begin(BrokerClock clock, Stamps stamps) {
    return begin(clock, stamps, INTERVAL);
  }

  /** Measures at another interval. */
  static BrokerTime begin(BrokerClock clock, Stamps stamps, Duration interval) {
    BrokerTime time = new BrokerTime(clock, stamps, interval);
    boolean begun = false;
    try {
      time.measure();
      time.thread.start();
      begun = true;
      return time;
    } finally {
      if (!begun) {
        stamps.close();
      }
    }
  }

  private void run() {
    try {
      while (!closing.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          measure();
        } catch (KafkaException | StartupException e) {
          // The clock goes on without it, and Kafka Streams says that brokers are away.
          LOG.atDebug().setCause(e).log("The brokers' time cannot be measured now");
        }
      }
    } catch (InterruptedException e) {
      // Only close() interrupts.
    }
  }

  private void measure() {
    BrokerClock.Measurement measurement = clock.begin();
    measurement.end(stamps.next());
    Duration skew = Duration.ofMillis(clock.skew());
    boolean differsNow = skew.abs().compareTo(TOLERANCE) > 0;
    if (differsNow && !differs) {
      LOG.atWarn()
          .addKeyValue("seconds", skew.toSeconds())
          .log(
              "This machine's clock is {} {} the brokers': synchronize it. Online accuracy goes by"
                  + " the brokers' clock.",
              skew.abs(),
              skew.isNegative() ? "behind" : "ahead of");
    } else if (differs && !differsNow) {
      LOG.atInfo().log("This machine's clock agrees with the brokers' again");
    }
    differs = differsNow;
  }

  @Override
  public void close() {
    closing.countDown();
    // Ends a measurement that waits for a broker.
    stamps.close();
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Records that a broker stamps with its time. */
  interface Stamps extends AutoCloseable {

    /**
     * Appends a record and returns its stamp.
     *
     * @throws KafkaException when the brokers do not take it
     * @throws StartupException when they do not stamp it
     */
    long next();

    @Override
    void close();
  }
}
