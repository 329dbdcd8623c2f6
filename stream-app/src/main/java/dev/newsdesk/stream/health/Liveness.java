package dev.newsdesk.stream.health;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.TaskMetadata;

/** Tells from outside the stream threads whether anything moves. Thread-safe. */
public final class Liveness {

  /** Time between two looks at the threads. */
  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** No loop of a sound thread is longer than its transaction may take. */
  private static final Duration SLACK = Duration.ofSeconds(10);

  private final BrokerWatch brokers;
  private final ThreadLoops loops;
  private final UncommittedIntake intake;
  private final Throttling throttling;
  private final List<GroupLag> lags;
  private final Supplier<? extends Collection<TaskMetadata>> tasks;

  /**
   * Watches nothing yet.
   *
   * @param lags one for each group, each of topics of its own
   * @param metrics those of Kafka Streams
   * @param tasks the active ones of this instance
   * @param transactionTimeout how long a loop of a sound thread may take
   */
  public Liveness(
      BrokerWatch brokers,
      List<GroupLag> lags,
      Supplier<? extends Map<MetricName, ? extends Metric>> metrics,
      Supplier<? extends Collection<TaskMetadata>> tasks,
      Duration transactionTimeout,
      Clock clock) {
    this.brokers = brokers;
    this.lags = List.copyOf(lags);
    this.tasks = tasks;
    Duration limit = transactionTimeout.plus(SLACK);
    this.loops = new ThreadLoops(metrics, limit);
    this.throttling = new Throttling(metrics);
    this.intake = new UncommittedIntake(clock, limit);
  }

  /** Begins to look. */
  public void begin(Watches watches) {
    lags.forEach(lag -> watches.every(GroupLag.PERIOD, "lag", lag));
    watches.every(
        PERIOD,
        "threads",
        unused -> {
          loops.look();
          intake.look(tasks.get());
        });
  }

  /** Returns why nothing moves although brokers may answer, if nothing moves. */
  public Optional<String> cause() {
    return loops.cause().or(intake::cause).map(throttling::explain);
  }

  /** Returns the figures as of the last looks. */
  public Figures figures() {
    Map<String, Long> byTopic = new TreeMap<>();
    Map<String, Duration> stalls = new TreeMap<>();
    for (GroupLag lag : lags) {
      byTopic.putAll(lag.lags());
      stalls.putAll(lag.stalls());
    }
    return new Figures(brokers.silence(), loops.oldest(), intake.oldest(), byTopic, stalls);
  }

  /**
   * What metrics show.
   *
   * @param silence time since a broker answered
   * @param loop age of the stream threads' oldest loop
   * @param uncommitted age of the oldest record taken in and not committed
   * @param lags records that the group has yet to commit, by topic
   * @param stalls time for which a partition with records left has not moved, by topic
   */
  public record Figures(
      Duration silence,
      Duration loop,
      Duration uncommitted,
      Map<String, Long> lags,
      Map<String, Duration> stalls) {

    /** Copies the maps. */
    public Figures {
      lags = Map.copyOf(lags);
      stalls = Map.copyOf(stalls);
    }
  }
}
