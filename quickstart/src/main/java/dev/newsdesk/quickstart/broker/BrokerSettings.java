package dev.newsdesk.quickstart.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The settings of a KRaft node that is broker, controller and whole cluster at once. */
final class BrokerSettings {

  static final int NODE_ID = 1;
  static final String BROKER_LISTENER = "BROKER";
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  /** Longest wait for any step of the start; by default Kafka waits for ever. */
  private static final String START_LIMIT_MS = "60000";

  private BrokerSettings() {}

  /**
   * Returns the settings.
   *
   * @param overrides win over what is set here
   */
  static Map<String, String> of(
      Path dataDirectory, Listeners listeners, Map<String, String> overrides) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE_ID));
    settings.put("controller.quorum.voters", NODE_ID + "@" + listeners.controllerAddress());
    settings.put("controller.listener.names", CONTROLLER_LISTENER);
    settings.put("inter.broker.listener.name", BROKER_LISTENER);
    settings.put(
        "listener.security.protocol.map",
        BROKER_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    String broker = BROKER_LISTENER + "://" + listeners.brokerAddress();
    settings.put(
        "listeners", broker + "," + CONTROLLER_LISTENER + "://" + listeners.controllerAddress());
    settings.put("advertised.listeners", broker);
    settings.put("log.dirs", dataDirectory.toString());
    settings.put("server.max.startup.time.ms", START_LIMIT_MS);

    // Kafka's own topics, which by default want three brokers and take 50 partitions each.
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("default.replication.factor", "1");
    settings.put("min.insync.replicas", "1");

    // A misspelt topic is an error, and a lone consumer need not wait for company.
    settings.put("auto.create.topics.enable", "false");
    settings.put("group.initial.rebalance.delay.ms", "0");

    // One laptop, few clients: the defaults reserve 128 MB for the log cleaner alone.
    settings.put("log.cleaner.dedupe.buffer.size", "4194304");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("background.threads", "2");
    // Two brokers in one JVM would register the same JMX names.
    settings.put("metric.reporters", "");
    settings.putAll(overrides);
    return settings;
  }
}
