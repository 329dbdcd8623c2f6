package dev.newsdesk.quickstart.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.KafkaConfig;
import kafka.server.SharedServer;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.fault.LoggingFaultHandler;

/** A broker that joins an {@link EmbeddedKafka}, whose controller is its own, too. */
public final class SecondBroker implements AutoCloseable {

  /** Its id in the cluster. */
  public static final int NODE_ID = 2;

  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final DataDirectory data;
  private final Listeners listeners;
  private final Metrics metrics = new Metrics();
  private final BrokerServer broker;

  /**
   * Starts it, at a free port.
   *
   * @param clusterId of the first broker's cluster
   * @param directory where it keeps its data; what an earlier one has kept there is used
   */
  public SecondBroker(EmbeddedKafka first, String clusterId, Path directory) throws Exception {
    if (!Files.exists(directory.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
      new Formatter()
          .setClusterId(clusterId)
          .setNodeId(NODE_ID)
          .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
          .addDirectory(directory.toString())
          .setMetadataLogDirectory(directory.toString())
          .run();
    }
    data = DataDirectory.open(directory);
    listeners = Listeners.open(0);
    KafkaConfig config =
        new KafkaConfig(
            BrokerSettings.of(
                data.path(),
                listeners,
                Map.of(
                    "process.roles",
                    "broker",
                    "node.id",
                    Integer.toString(NODE_ID),
                    "controller.quorum.voters",
                    BrokerSettings.NODE_ID + "@" + first.controllerAddress(),
                    "listeners",
                    BrokerSettings.BROKER_LISTENER + "://" + listeners.brokerAddress())),
            false);
    broker =
        new BrokerServer(
            new SharedServer(
                config,
                data.metaProperties(),
                Time.SYSTEM,
                metrics,
                CompletableFuture.completedFuture(
                    QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                List.of(),
                (name, fatal, action) -> new LoggingFaultHandler(name, action),
                listeners));
    broker.startup();
  }

  /** Stops it; what it has in replicas stays in its directory. */
  @Override
  public void close() {
    broker.shutdown(STOP_LIMIT);
    metrics.close();
    listeners.close();
    data.close();
  }
}
