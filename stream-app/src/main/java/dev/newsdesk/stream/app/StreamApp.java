package dev.newsdesk.stream.app;

import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.schemas.InnermostCause;
import dev.newsdesk.schemas.SchemaRegistry;
import dev.newsdesk.stream.config.StreamSettings;
import dev.newsdesk.stream.http.Health;
import dev.newsdesk.stream.http.HttpEndpoints;
import dev.newsdesk.stream.live.LivePage;
import dev.newsdesk.stream.metrics.CheckpointMetrics;
import dev.newsdesk.stream.metrics.IntakeCollector;
import dev.newsdesk.stream.metrics.StreamMetrics;
import dev.newsdesk.stream.metrics.StreamsCollector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.hotspot.DefaultExports;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running app. {@link #start} checks what it depends on and begins to label; {@link #await}
 * returns when it has stopped; {@link #close} stops it after the batch in hand, with everything
 * that left committed. What waits is in the store's changelog and leaves after the next start, or
 * from another instance, which takes over at once; after a failure or {@code kill -9} it does when
 * the session of this one has ended.
 */
public final class StreamApp implements AutoCloseable {

  /** Long enough for a batch in hand; with online accuracy's below the 30 s of Kubernetes. */
  public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);

  /** Nothing can be committed while no broker answers. */
  private static final Duration CLOSE_TIMEOUT_WITHOUT_BROKERS = Duration.ofSeconds(3);

  private static final Logger LOG = LoggerFactory.getLogger(StreamApp.class);

  private final StreamSettings settings;
  private final AppState state;
  private final HttpEndpoints http;
  private final Predictors predictors;
  private final StateFolder folder;
  private final ReportedAccuracy reported;
  private final SchemaRegistry schemas;
  private final Intake intake;
  private final AppWatches watches;
  private final KafkaStreams streams;
  private final Optional<OnlineAccuracy> accuracy;
  private boolean closed;

  private StreamApp(
      StreamSettings settings,
      AppState state,
      HttpEndpoints http,
      Predictors predictors,
      StateFolder folder,
      ReportedAccuracy reported,
      SchemaRegistry schemas,
      Intake intake,
      AppWatches watches,
      KafkaStreams streams,
      Optional<OnlineAccuracy> accuracy) {
    this.settings = settings;
    this.state = state;
    this.http = http;
    this.predictors = predictors;
    this.folder = folder;
    this.reported = reported;
    this.schemas = schemas;
    this.intake = intake;
    this.watches = watches;
    this.streams = streams;
    this.accuracy = accuracy;
  }

  /**
   * Answers over HTTP, loads the checkpoint and warms it up, creates missing topics and starts.
   *
   * @throws StartupException when brokers or registry do not answer in time, or the device, the
   *     HTTP address or a setting under {@code kafka.} is wrong
   * @throws dev.newsdesk.classifier.checkpoint.CheckpointException when the checkpoint is not sound
   */
  public static StreamApp start(StreamSettings settings) {
    AppState state = new AppState();
    CollectorRegistry metrics = new CollectorRegistry();
    DefaultExports.register(metrics);
    LivePage page = new LivePage(state::health, Clock.systemUTC());
    HttpEndpoints http = Endpoints.listen(settings.http(), state, metrics, page);
    Predictors predictors = null;
    StateFolder folder = null;
    SchemaRegistry schemas = null;
    Intake intake = null;
    StreamApp app = null;
    try {
      folder =
          StateFolder.claim(
              settings.streamsProperties(), settings.applicationId(), StateHome.ofThisProcess());
      predictors = new Predictors(settings.inference());
      schemas = OutputSchemas.connect(settings);
      intake = Intake.ofArticles(settings, schemas);
      app = begun(settings, state, http, page, metrics, predictors, folder, schemas, intake);
      return app;
    } finally {
      // Whatever it was, an Error too: the server's thread would keep the process from ending.
      if (app == null) {
        http.close();
        if (intake != null) {
          intake.close();
        }
        if (schemas != null) {
          schemas.close();
        }
        if (predictors != null) {
          predictors.close();
        }
        if (folder != null) {
          folder.close();
        }
      }
    }
  }

  private static StreamApp begun(
      StreamSettings settings,
      AppState state,
      HttpEndpoints http,
      LivePage page,
      CollectorRegistry collectors,
      Predictors predictors,
      StateFolder folder,
      SchemaRegistry schemas,
      Intake intake) {
    state.starting("the model is being warmed up.");
    WarmUp warmUp = new WarmUp(settings);
    for (int i = 0; i < predictors.devices().size(); i++) {
      warmUp.run(predictors.classifiers().get(i), predictors.devices().get(i));
    }
    CheckpointManifest checkpoint = predictors.checkpoint();
    page.serving(checkpoint);
    state.starting("waiting for brokers and registry.");
    WrittenTopics written = WrittenTopics.of(settings, checkpoint.labels());
    new Dependencies(settings).require(checkpoint.labels(), written.topics(), written.limits());
    new OutputSchemas(settings, schemas).register(checkpoint.labels());
    state.resolving(intake.schemas()::cause, intake.schemas()::held);
    StreamMetrics metrics =
        new StreamMetrics(collectors, checkpoint.id(), checkpoint.labels(), predictors.devices());
    CheckpointMetrics.register(collectors, checkpoint);
    Properties properties = settings.streamsProperties();
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.path().toString());
    AppTopology topology = new AppTopology(settings, predictors, schemas, intake, written.limits());
    try {
      KafkaStreams streams =
          new KafkaStreams(
              topology.labelling(metrics, page.listener(), page.predictions()),
              properties,
              intake.clients());
      List<IntakeCollector.Source> intakes = new ArrayList<>();
      intakes.add(IntakeCollector.classification(intake.clients()));
      List<StreamsCollector.Source> sources = new ArrayList<>();
      sources.add(StreamsCollector.classification(streams));
      ReportedAccuracy reported = ReportedAccuracy.of(settings, checkpoint.id());
      Optional<OnlineAccuracy> accuracy = Optional.empty();
      if (settings.accuracy().enabled()) {
        page.accuracy(reported);
        Intake labels = Intake.ofAccuracy(settings, schemas, checkpoint.labels());
        OnlineAccuracy online =
            OnlineAccuracyFactory.create(
                settings, state, topology, labels, folder.path(), collectors);
        intakes.add(IntakeCollector.accuracy(labels.clients()));
        sources.add(StreamsCollector.accuracy(online::state, online::metrics));
        accuracy = Optional.of(online);
      }
      new IntakeCollector(intakes).register(collectors);
      new StreamsCollector(sources).register(collectors);
      AppWatches watches = new AppWatches(settings, state);
      watches.begin(streams, collectors, written);
      StreamApp app =
          new StreamApp(
              settings,
              state,
              http,
              predictors,
              folder,
              reported,
              schemas,
              intake,
              watches,
              streams,
              accuracy);
      app.begin();
      return app;
    } catch (KafkaException e) {
      throw new StartupException(
          "Kafka Streams cannot start ("
              + InnermostCause.of(e)
              + "): correct the settings under kafka.",
          e);
    }
  }

  private void begin() {
    streams.setUncaughtExceptionHandler(watches.failures());
    streams.setStateListener(
        (now, before) -> {
          LOG.atInfo().addKeyValue("state", now).log("State changed");
          state.streams(now);
        });
    try {
      streams.start();
    } catch (RuntimeException e) {
      watches.close();
      streams.close(CLOSE_TIMEOUT);
      throw e;
    }
    accuracy.ifPresent(OnlineAccuracy::start);
  }

  /** Returns what the app serves. */
  public CheckpointManifest checkpoint() {
    return predictors.checkpoint();
  }

  /** Returns where the page, health and metrics answer. */
  public InetSocketAddress httpAddress() {
    return http.address();
  }

  /** Returns how the app is, as {@code /healthz} and {@code /readyz} say it. */
  public Health health() {
    return state.health();
  }

  /** Waits until the app has stopped, and returns why if it failed. */
  public Optional<Throwable> await() throws InterruptedException {
    state.await();
    return failure();
  }

  /** Returns what stopped the app, if something did. */
  public Optional<Throwable> failure() {
    return state.failure();
  }

  /** Returns in one sentence what stopped the app. */
  public static String explain(Throwable failure) {
    return AppState.explain(failure);
  }

  /**
   * Stops within {@link #CLOSE_TIMEOUT} and what online accuracy takes. Stream threads that hang
   * then are left behind with the weights that they use: what they have not committed is repeated
   * after the next start. A second call, by whatever thread, waits for the first and does nothing.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    // A static member keeps its place, which is what its id is for.
    GroupMembershipOperation membership =
        settings.isStaticMember()
            ? GroupMembershipOperation.REMAIN_IN_GROUP
            : GroupMembershipOperation.LEAVE_GROUP;
    intake.close();
    watches.endPauses();
    Duration timeout =
        watches.brokers().cause().isPresent() ? CLOSE_TIMEOUT_WITHOUT_BROKERS : CLOSE_TIMEOUT;
    boolean ended =
        streams.close(CloseOptions.timeout(timeout).withGroupMembershipOperation(membership));
    accuracy.ifPresent(OnlineAccuracy::close);
    watches.close();
    http.close();
    reported.close();
    if (!ended) {
      LOG.atWarn()
          .addKeyValue("seconds", timeout.toSeconds())
          .log("The stream threads did not stop in time: their weights stay in memory");
      return;
    }
    schemas.close();
    predictors.close();
    folder.close();
  }
}
