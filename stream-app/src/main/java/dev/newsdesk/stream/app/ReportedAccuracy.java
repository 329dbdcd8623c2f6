package dev.newsdesk.stream.app;

import dev.newsdesk.stream.client.AccuracyReader;
import dev.newsdesk.stream.client.ClientException;
import dev.newsdesk.stream.client.ClientSettings;
import dev.newsdesk.stream.config.StreamSettings;
import dev.newsdesk.stream.live.AccuracySnapshot;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accuracy of what is served, as all instances together report it. It is read when somebody
 * asks, by one thread at a time; whoever asks meanwhile, or while it cannot be read, gets what was
 * known last, so that a broker that is away does not hold up all of the page's threads.
 *
 * <p>Thread-safe.
 */
final class ReportedAccuracy implements Supplier<Optional<AccuracySnapshot>>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReportedAccuracy.class);

  /** Enough for an answer from a broker that is there. */
  private static final Duration POLL = Duration.ofMillis(50);

  /** Most that one question reads: more waits for the next. */
  private static final int POLLS = 20;

  private final ClientSettings settings;
  private final String checkpointId;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable AccuracyReader reader;
  private boolean closed;
  private boolean failing;
  private volatile Optional<AccuracySnapshot> last = Optional.empty();

  /** Reads nothing yet. */
  ReportedAccuracy(ClientSettings settings, String checkpointId) {
    this.settings = settings;
    this.checkpointId = checkpointId;
  }

  /** Reads nothing yet, and later with the settings that Kafka Streams gives its own consumers. */
  static ReportedAccuracy of(StreamSettings settings, String checkpointId) {
    Map<String, String> kafka = new HashMap<>();
    settings.readerProperties().forEach((key, value) -> kafka.put(key, String.valueOf(value)));
    return new ReportedAccuracy(
        new ClientSettings(
            String.valueOf(kafka.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)),
            settings.registry(),
            settings.topics(),
            kafka),
        checkpointId);
  }

  @Override
  public Optional<AccuracySnapshot> get() {
    if (lock.tryLock()) {
      try {
        read();
      } finally {
        lock.unlock();
      }
    }
    return last;
  }

  private void read() {
    if (closed) {
      return;
    }
    try {
      AccuracyReader reports = reader();
      for (int polls = 0; polls < POLLS && reports.poll(POLL); polls++) {
        // There may be more.
      }
      last =
          reports
              .cumulative(checkpointId)
              .map(report -> new AccuracySnapshot(report, reports.windows(checkpointId)));
      failing = false;
    } catch (ClientException e) {
      if (!failing) {
        LOG.atWarn().log(String.valueOf(e.getMessage()));
      }
      failing = true;
    }
  }

  private AccuracyReader reader() {
    if (reader == null) {
      AccuracyReader made = new AccuracyReader(settings);
      boolean begun = false;
      try {
        begun = made.begin();
      } finally {
        if (!begun) {
          made.close();
        }
      }
      if (!begun) {
        throw new ClientException(
            "The topic "
                + settings.topics().accuracy()
                + " is gone: create it again, or restart the app, which does.");
      }
      reader = made;
    }
    return reader;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (reader != null) {
        reader.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
