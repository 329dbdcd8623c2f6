package dev.newsdesk.quickstart.broker;

import dev.newsdesk.quickstart.startup.StartupException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.FaultHandlerFactory;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.fault.LoggingFaultHandler;

/**
 * One Kafka broker with its own KRaft controller in this JVM, on the loopback interface.
 *
 * <p>The data stays in the caller's directory: a broker started later on the same directory, at the
 * same or another port, is the same cluster with the same topics and records. Topics are not
 * created by being used. Any thread may call any method; calls to {@link #close()} after the first
 * do nothing.
 *
 * <p>The broker never ends the JVM. One that cannot go on, for instance because its disk is full,
 * completes {@link #failure()} and is then to be closed.
 *
 * <p>It is put together from the parts of Kafka's {@link KafkaRaftServer}, as Kafka's own tests do
 * it, because that class fixes fault handlers that halt the JVM.
 */
public final class EmbeddedKafka implements AutoCloseable {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final DataDirectory data;
  private final Listeners listeners;
  private final BrokerThreads threads;
  private final Metrics metrics;
  private final SharedServer shared;
  private final ControllerServer controller;
  private final BrokerServer broker;

  /**
   * Starts a broker and returns when it takes clients, after about two seconds.
   *
   * @param dataDirectory where the broker keeps its data; created where missing, never deleted
   * @param port the port for clients; 0 takes any free one
   * @throws StartupException if the port is taken, the directory cannot be used or Kafka gives up;
   *     nothing but the directory is left then
   */
  public static EmbeddedKafka start(Path dataDirectory, int port) {
    return start(dataDirectory, port, Map.of());
  }

  /**
   * Starts a broker with settings of its own, such as who may connect.
   *
   * @param settings by their names in Kafka's documentation; they win over this class's. Clients'
   *     listener is called {@code BROKER}
   * @throws StartupException as {@link #start(Path, int)} does
   */
  public static EmbeddedKafka start(Path dataDirectory, int port, Map<String, String> settings) {
    DataDirectory data = DataDirectory.open(dataDirectory);
    Listeners listeners = null;
    EmbeddedKafka kafka = null;
    boolean started = false;
    try {
      listeners = Listeners.open(port);
      data.format();
      kafka = new EmbeddedKafka(data, listeners, settings);
      kafka.startServers();
      started = true;
      return kafka;
    } catch (StartupException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("The embedded Kafka broker was told to stop while starting.", e);
    } catch (Exception e) { // what Kafka's readers declare, and its servers' own failures
      throw new StartupException(
          "The embedded Kafka broker did not start on %s (%s); if its data is damaged, choose an empty directory."
              .formatted(data.path(), rootCause(e)),
          e);
    } finally {
      if (!started) {
        if (kafka != null) {
          kafka.close();
        }
        if (listeners != null) {
          listeners.close();
        }
        data.close();
      }
    }
  }

  private EmbeddedKafka(DataDirectory data, Listeners listeners, Map<String, String> settings)
      throws Exception {
    this.data = data;
    this.listeners = listeners;
    this.threads = new BrokerThreads("kafka-" + listeners.brokerPort(), data.path());
    this.metrics = new Metrics();
    KafkaConfig config =
        new KafkaConfig(BrokerSettings.of(data.path(), listeners, settings), false);
    FaultHandlerFactory faults =
        (name, fatal, action) ->
            fatal ? threads.fatalFaultHandler(name, action) : new LoggingFaultHandler(name, action);
    this.shared =
        new SharedServer(
            config,
            data.metaProperties(),
            Time.SYSTEM,
            metrics,
            CompletableFuture.completedFuture(
                QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
            List.of(),
            faults,
            listeners);
    this.broker = new BrokerServer(shared);
    this.controller =
        new ControllerServer(shared, KafkaRaftServer.configSchema(), data.bootstrapMetadata());
  }

  /** Starts the servers in their thread group, which their threads then inherit. */
  private void startServers() throws InterruptedException, ExecutionException {
    FutureTask<Void> start =
        new FutureTask<>(
            () -> {
              controller.startup();
              broker.startup();
              return null;
            });
    Thread starter = new Thread(threads, start, "kafka-start");
    starter.start();
    try {
      start.get();
    } catch (InterruptedException e) {
      starter.interrupt();
      starter.join();
      throw e;
    }
  }

  /** Host and port for clients, as their {@code bootstrap.servers} wants it. */
  public String bootstrapServers() {
    return listeners.brokerAddress();
  }

  /** Host and port of the controller, for a further broker. */
  String controllerAddress() {
    return listeners.controllerAddress();
  }

  /** The port for clients. */
  public int port() {
    return listeners.brokerPort();
  }

  /**
   * Completes with one sentence for the user if the broker cannot go on by itself; never if it is
   * closed before.
   */
  public CompletionStage<String> failure() {
    return threads.failure().minimalCompletionStage();
  }

  /** Stops the broker within some ten seconds and leaves its data; clients see it go. */
  @Override
  public void close() {
    broker.shutdown(STOP_LIMIT);
    controller.shutdown();
    metrics.close();
    listeners.close();
    data.close();
  }

  private static Throwable rootCause(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
