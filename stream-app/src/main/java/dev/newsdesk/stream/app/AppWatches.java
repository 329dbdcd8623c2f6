package dev.newsdesk.stream.app;

import dev.newsdesk.stream.config.StreamSettings;
import dev.newsdesk.stream.health.BackOff;
import dev.newsdesk.stream.health.BrokerWatch;
import dev.newsdesk.stream.health.GroupLag;
import dev.newsdesk.stream.health.GroupWatch;
import dev.newsdesk.stream.health.Liveness;
import dev.newsdesk.stream.health.OtherAppsWatch;
import dev.newsdesk.stream.health.Permissions;
import dev.newsdesk.stream.health.RefusalCount;
import dev.newsdesk.stream.health.TopicWatch;
import dev.newsdesk.stream.health.Watches;
import dev.newsdesk.stream.metrics.ProgressCollector;
import dev.newsdesk.stream.topics.GroupOwnership;
import io.prometheus.client.CollectorRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;

/** Looks at the app from outside its stream threads, which may hang. */
final class AppWatches implements AutoCloseable {

  private final StreamSettings settings;
  private final AppState state;
  private final BrokerWatch brokers;
  private final Watches watches;
  private final BackOff pauses = new BackOff();
  private final ThreadFailures failures;

  /**
   * Begins to look at the brokers.
   *
   * @param settings everything that can be set
   * @param state is told what ends the app
   */
  AppWatches(StreamSettings settings, AppState state) {
    this.settings = settings;
    this.state = state;
    brokers = new BrokerWatch(settings.bootstrapServers(), Clock.systemUTC());
    watches = new Watches(() -> Admin.create(settings.adminProperties("watch")));
    watches.every(BrokerWatch.PERIOD, "brokers", brokers);
    failures =
        new ThreadFailures(
            state::failed,
            new Permissions(
                    settings.applicationId(),
                    Set.of(settings.topics().articles(), settings.topics().labels()))
                ::sentence,
            () -> brokers.cause().isPresent(),
            new RefusalCount(Clock.systemUTC()),
            pauses);
  }

  /**
   * Begins to look at a client that need not have been started.
   *
   * @param written topics that this app alone should write to
   */
  void begin(KafkaStreams streams, CollectorRegistry collectors, WrittenTopics written) {
    Clock clock = Clock.systemUTC();
    Liveness liveness =
        new Liveness(
            brokers,
            lags(settings, clock),
            streams::metrics,
            new ActiveTasks(streams),
            settings.transactionTimeout(),
            clock);
    new ProgressCollector(liveness).register(collectors);
    GroupWatch group =
        new GroupWatch(
            new GroupOwnership(settings.applicationId(), settings.topics()), state::failed, clock);
    state.waitsFor(
        List.of(brokers::cause, failures::cause, group::cause), List.of(liveness::cause));
    liveness.begin(watches);
    watches.every(GroupWatch.PERIOD, "group", group);
    watches.every(
        OtherAppsWatch.PERIOD,
        "other apps",
        new OtherAppsWatch(settings.applicationId(), written.topics().categories()));
    watches.every(
        TopicWatch.PERIOD,
        "topics",
        TopicWatch.of(
            written.topics(),
            written.limits(),
            () -> streams.state() == KafkaStreams.State.RUNNING,
            state::failed));
  }

  private static List<GroupLag> lags(StreamSettings settings, Clock clock) {
    GroupLag articles =
        new GroupLag(settings.applicationId(), Set.of(settings.topics().articles()), clock);
    return settings.accuracy().enabled()
        ? List.of(
            articles,
            new GroupLag(
                settings.accuracyApplicationId(), Set.of(settings.topics().labels()), clock))
        : List.of(articles);
  }

  /** Returns what knows whether brokers answer. */
  BrokerWatch brokers() {
    return brokers;
  }

  /** Returns what decides about stream threads that fail. */
  ThreadFailures failures() {
    return failures;
  }

  /** Lets threads go that pause before they are replaced: nobody waits for them any more. */
  void endPauses() {
    pauses.close();
  }

  @Override
  public void close() {
    watches.close();
  }
}
