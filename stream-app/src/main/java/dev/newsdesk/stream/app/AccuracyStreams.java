package dev.newsdesk.stream.app;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run of online accuracy on a Kafka Streams client of its own. */
final class AccuracyStreams implements AccuracyRun {

  /** Classification has had its own time before; together they stay under a usual grace period. */
  static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  /** Twice what a transaction may take by default, and more than most outages of a broker. */
  private static final AccuracyStall STALL = new AccuracyStall(Duration.ofMinutes(1));

  private static final Duration LOOK = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(AccuracyStreams.class);

  private final AccuracyClients clients;
  private final KafkaStreams streams;
  private final BrokerTime time;
  private final CloseOptions closeOptions;
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

  private AccuracyStreams(
      Topology topology,
      Properties properties,
      AccuracyClients clients,
      CloseOptions closeOptions,
      BrokerTime time) {
    this.clients = clients;
    this.time = time;
    this.closeOptions = closeOptions;
    streams = new KafkaStreams(topology, properties, clients);
    streams.setUncaughtExceptionHandler(new ThreadFailures(failure::complete));
    streams.setStateListener((now, before) -> changed(now));
  }

  /**
   * Starts a client.
   *
   * @param clients those of its stream threads
   * @param time is measured until the run is closed
   * @param closeOptions how its membership of the group ends
   * @throws RuntimeException when the client does not start
   */
  static AccuracyStreams start(
      Topology topology,
      Properties properties,
      AccuracyClients clients,
      CloseOptions closeOptions,
      BrokerTime time) {
    AccuracyStreams run = null;
    boolean started = false;
    try {
      run = new AccuracyStreams(topology, properties, clients, closeOptions, time);
      run.streams.start();
      started = true;
      return run;
    } finally {
      if (!started) {
        if (run == null) {
          time.close();
        } else {
          run.close();
        }
      }
    }
  }

  private void changed(KafkaStreams.State now) {
    LOG.atInfo().addKeyValue("state", now).log("State of online accuracy changed");
    if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
      // The handler is told the cause first, where there is one.
      failure.complete(new IllegalStateException("Its stream threads have ended: see the log."));
    }
  }

  @Override
  public KafkaStreams.State state() {
    return streams.state();
  }

  @Override
  public Map<MetricName, ? extends Metric> metrics() {
    return streams.metrics();
  }

  @Override
  public Throwable awaitFailure() throws InterruptedException {
    while (true) {
      try {
        return failure.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        STALL
            .cause(streams.metrics())
            .ifPresent(sentence -> failure.complete(new IllegalStateException(sentence)));
      } catch (ExecutionException e) {
        throw new IllegalStateException("It is never completed by an exception.", e);
      }
    }
  }

  @Override
  public void close() {
    time.close();
    boolean ended = streams.close(closeOptions);
    if (!ended) {
      clients.abandon();
      ended = streams.close(closeOptions);
    }
    if (!ended) {
      LOG.atWarn().log("The stream threads of online accuracy did not stop in time");
    }
  }
}
