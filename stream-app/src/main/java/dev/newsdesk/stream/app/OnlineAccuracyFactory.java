package dev.newsdesk.stream.app;

import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.stream.accuracy.BrokerClock;
import dev.newsdesk.stream.config.StreamSettings;
import dev.newsdesk.stream.drift.DriftReferences;
import dev.newsdesk.stream.metrics.AccuracyCatalogue;
import dev.newsdesk.stream.metrics.AccuracyMetrics;
import dev.newsdesk.stream.metrics.DriftMetrics;
import dev.newsdesk.stream.metrics.MetricDefinition;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import java.util.function.DoubleSupplier;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.StreamsConfig;

/** Puts online accuracy together: what all its runs share, and what each has of its own. */
final class OnlineAccuracyFactory {

  private OnlineAccuracyFactory() {}

  /**
   * Returns online accuracy, not started.
   *
   * @param state is told how to ask why it is down
   * @param intake what stands before labels and predictions; is closed with it
   * @param folder where its state lies, beside that of classification
   * @param collectors where its metrics are registered, once for all runs
   * @throws StartupException when a drift reference is set for a category that does not exist
   */
  static OnlineAccuracy create(
      StreamSettings settings,
      AppState state,
      AppTopology topology,
      Intake intake,
      Path folder,
      CollectorRegistry collectors) {
    CheckpointManifest checkpoint = topology.predictors().checkpoint();
    AccuracyMetrics metrics = new AccuracyMetrics(collectors, checkpoint.id(), checkpoint.labels());
    DriftReferences references = DriftSetup.references(checkpoint, settings.drift());
    DriftMetrics drift =
        new DriftMetrics(checkpoint.id(), checkpoint.labels()).register(collectors);
    Dependencies dependencies = new Dependencies(settings);
    OutputSchemas outputs = new OutputSchemas(settings, topology.schemas());
    Properties properties = settings.accuracyProperties();
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    BrokerClock clock = new BrokerClock(Clock.systemUTC(), System::nanoTime);
    OnlineAccuracy accuracy =
        new OnlineAccuracy(
            () -> {
              dependencies.requireForAccuracy(checkpoint.labels());
              outputs.registerReports();
              return AccuracyStreams.start(
                  topology.accuracy(intake.schemas(), clock, metrics, references, drift),
                  properties,
                  new AccuracyClients(intake.clients()),
                  closeOptions(settings),
                  BrokerTime.begin(clock, ClockTopic.open(settings)));
            },
            OnlineAccuracy.BACKOFF,
            System::nanoTime,
            AccuracyStreams.CLOSE_TIMEOUT.multipliedBy(2),
            AccuracyCatalogue.ACCURACY_FAILURES.counter(collectors),
            intake::close);
    state.accuracy(
        () ->
            accuracy
                .failure()
                .map(sentence -> "is down: " + sentence)
                .or(
                    () ->
                        intake.schemas().cause().map(sentence -> "waits for schemas: " + sentence)),
        intake.schemas()::held);
    tell(
        AccuracyCatalogue.ACCURACY_UP,
        collectors,
        () -> accuracy.isUp() && intake.schemas().cause().isEmpty() ? 1 : 0);
    tell(
        AccuracyCatalogue.CLOCK_SKEW,
        collectors,
        () -> clock.skew() / (double) Duration.ofSeconds(1).toMillis());
    return accuracy;
  }

  private static void tell(
      MetricDefinition metric, CollectorRegistry collectors, DoubleSupplier value) {
    var unused =
        metric
            .gauge(collectors)
            .setChild(
                new Gauge.Child() {
                  @Override
                  public double get() {
                    return value.getAsDouble();
                  }
                });
  }

  /** A static member keeps its place, which is what its id is for. */
  private static CloseOptions closeOptions(StreamSettings settings) {
    return CloseOptions.timeout(AccuracyStreams.CLOSE_TIMEOUT)
        .withGroupMembershipOperation(
            settings.isStaticMember()
                ? GroupMembershipOperation.REMAIN_IN_GROUP
                : GroupMembershipOperation.LEAVE_GROUP);
  }
}
