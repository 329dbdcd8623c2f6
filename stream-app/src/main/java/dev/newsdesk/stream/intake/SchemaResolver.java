package dev.newsdesk.stream.intake;

import dev.newsdesk.schemas.SchemaLookup;
import dev.newsdesk.schemas.SchemaRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.ExponentialBackoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resolves schema ids in the background, with a thread of its own. It logs when records begin to
 * wait and when none waits any more, however many attempts that takes. Thread-safe.
 */
public final class SchemaResolver implements WriterSchemas, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaResolver.class);

  /** With jitter, so that instances that began together do not stay together. */
  private static final ExponentialBackoff BACKOFF = new ExponentialBackoff(200, 2, 10_000, 0.2);

  /** Time between two looks at what is due; a new id is asked for at once. */
  private static final long LOOK_MS = 50;

  private final SchemaSource source;
  private final AwaitedSchemas awaited;
  private final Clock clock;
  private final String app;
  private final ScheduledExecutorService thread;
  private boolean waiting;

  private SchemaResolver(String app, SchemaSource source, Duration patience, Clock clock) {
    this.app = app;
    this.source = source;
    this.clock = clock;
    this.awaited = new AwaitedSchemas(patience, BACKOFF);
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread made = new Thread(work, "schema-resolver-" + app);
              made.setDaemon(true);
              return made;
            });
  }

  /**
   * Begins to resolve.
   *
   * @param app whose records wait, for the log
   * @param registry stays open when this is closed
   * @param patience how long the registry may answer others and not give a schema, before records
   *     that name it are given up
   */
  public static SchemaResolver start(
      String app, SchemaRegistry registry, Duration patience, Clock clock) {
    return start(app, SchemaSource.of(registry), patience, clock);
  }

  static SchemaResolver start(String app, SchemaSource source, Duration patience, Clock clock) {
    SchemaResolver resolver = new SchemaResolver(app, source, patience, clock);
    var unused =
        resolver.thread.scheduleWithFixedDelay(
            resolver::resolveDue, 0, LOOK_MS, TimeUnit.MILLISECONDS);
    return resolver;
  }

  @Override
  public boolean isSettled(int id) {
    if (source.isCached(id)) {
      return true;
    }
    boolean idle = awaited.isEmpty();
    boolean refused = awaited.ask(id, clock.instant());
    if (idle && !thread.isShutdown()) {
      thread.execute(this::resolveDue);
    }
    return refused;
  }

  @Override
  public Optional<String> refusal(int id) {
    return awaited.refusal(id);
  }

  /** Returns in one sentence why an operator has to do something, if so. */
  public Optional<String> cause() {
    return awaited.cause();
  }

  /** Returns which schemas records wait for, one sentence each. */
  public List<String> held() {
    return awaited.held();
  }

  /** Asks for all schemas that are due; fails for no reason, since it is repeated. */
  void resolveDue() {
    try {
      Optional<Integer> due = awaited.due(clock.instant());
      while (due.isPresent() && !Thread.currentThread().isInterrupted()) {
        Attempt attempt = attempt(due.get());
        awaited.attempted(due.get(), attempt, clock.instant());
        log(attempt);
        due = awaited.due(clock.instant());
      }
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("Schemas cannot be resolved; the next look tries again");
    }
  }

  private Attempt attempt(int id) {
    SchemaLookup lookup = source.lookup(id);
    if (!(lookup instanceof SchemaLookup.Unavailable unavailable)) {
      return new Attempt.Settled();
    }
    return switch (unavailable.kind()) {
      case OUTAGE -> new Attempt.Outage(unavailable.sentence());
      case DENIED -> new Attempt.Denied(unavailable.sentence());
      case THIS_ID ->
          source
              .answers()
              .<Attempt>map(
                  all ->
                      all.kind() == SchemaLookup.Kind.DENIED
                          ? new Attempt.Denied(all.sentence())
                          : new Attempt.Outage(
                              "The schema registry answers no request: " + all.sentence()))
              .orElseGet(() -> new Attempt.Withheld(unavailable.sentence()));
    };
  }

  private void log(Attempt attempt) {
    if (awaited.isEmpty()) {
      if (waiting) {
        LOG.atInfo().addKeyValue("app", app).log("No record waits for a schema any more");
      }
      waiting = false;
    } else if (!waiting && !(attempt instanceof Attempt.Settled)) {
      waiting = true;
      LOG.atWarn()
          .addKeyValue("app", app)
          .addKeyValue(
              "cause", awaited.cause().or(() -> awaited.held().stream().findFirst()).orElse(""))
          .log("Records wait for a schema; partitions that need none of it go on");
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
