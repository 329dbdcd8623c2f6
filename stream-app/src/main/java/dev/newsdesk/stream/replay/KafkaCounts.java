package dev.newsdesk.stream.replay;

import dev.newsdesk.stream.client.AccuracyReader;
import dev.newsdesk.stream.client.ClientSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The counts of a checkpoint that the app reports to its topic of accuracy. */
public final class KafkaCounts implements Function<Duration, Counted>, AutoCloseable {

  private final AccuracyReader reader;
  private final String checkpointId;

  private KafkaCounts(AccuracyReader reader, String checkpointId) {
    this.reader = reader;
    this.checkpointId = checkpointId;
  }

  /**
   * Finds the reports, or returns nothing where the app makes none.
   *
   * @throws dev.newsdesk.stream.client.ClientException when no broker answers
   */
  public static Optional<KafkaCounts> find(ClientSettings settings, String checkpointId) {
    AccuracyReader reader = new AccuracyReader(settings);
    boolean found = false;
    try {
      found = reader.begin();
      return found ? Optional.of(new KafkaCounts(reader, checkpointId)) : Optional.empty();
    } finally {
      if (!found) {
        reader.close();
      }
    }
  }

  @Override
  public Counted apply(Duration timeout) {
    if (timeout.isZero()) {
      reader.catchUp();
    } else {
      var unused = reader.poll(timeout);
    }
    return reader
        .cumulative(checkpointId)
        .map(
            report ->
                new Counted(report.getOverall().getLabelled(), report.getOverall().getCorrect()))
        .orElse(new Counted(0, 0));
  }

  @Override
  public void close() {
    reader.close();
  }
}
