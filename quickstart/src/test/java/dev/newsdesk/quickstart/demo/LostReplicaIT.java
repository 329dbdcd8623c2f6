package dev.newsdesk.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.quickstart.broker.EmbeddedKafka;
import dev.newsdesk.quickstart.broker.SecondBroker;
import dev.newsdesk.quickstart.registry.EmbeddedRegistry;
import dev.newsdesk.quickstart.testing.TestedApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A topic that has fewer replicas in sync than it needs, for longer than a transaction may take.
 */
class LostReplicaIT {

  private static final int PARTITIONS = 2;

  /** Longer than the app's transactions, after which the brokers end them. */
  private static final Duration OUTAGE = Duration.ofSeconds(20);

  @TempDir private static Path temporary = Path.of("");

  @Test
  void aTopicThatLacksInSyncReplicasIsWaitedForAndNothingIsLost() throws Exception {
    TorchEngine.configure(1);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(temporary.resolve("first"), 0);
        EmbeddedRegistry registry = EmbeddedRegistry.start(temporary.resolve("registry"), 0);
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      TestedApp tested = new TestedApp("replicas", kafka.bootstrapServers(), registry.url());
      Map<String, String> settings = tested.settings();
      settings.put("topic.partitions", Integer.toString(PARTITIONS));
      settings.put("batch.size", "16");
      settings.put("kafka.transaction.timeout.ms", "10000");
      settings.put("kafka.state.dir", temporary.resolve("state").toString());
      String cluster = admin.describeCluster().clusterId().get();
      Path directory = temporary.resolve("second");
      try (Labelling one = new Labelling(settings, tested.client())) {
        one.awaitFirst();
        SecondBroker second = new SecondBroker(kafka, cluster, directory);
        try {
          requireBothReplicas(admin, "replicas.category.business");
        } finally {
          second.close();
        }

        Labelling.patiently()
            .untilAsserted(
                () -> {
                  one.send();
                  assertThat(one.app().health().ready()).isFalse();
                  assertThat(one.app().health().explanation()).contains("in-sync replicas");
                });
        one.requireDownFor(OUTAGE);

        second = new SecondBroker(kafka, cluster, directory);
        try {
          one.requireEverything();
        } finally {
          second.close();
        }
      }
    }
  }

  /** Gives a topic of one replica a second one, without which it takes nothing from then on. */
  private static void requireBothReplicas(Admin admin, String topic) throws Exception {
    admin
        .alterPartitionReassignments(
            IntStream.range(0, PARTITIONS)
                .boxed()
                .collect(
                    Collectors.toMap(
                        partition -> new TopicPartition(topic, partition),
                        partition ->
                            Optional.of(
                                new NewPartitionReassignment(List.of(1, SecondBroker.NODE_ID))))))
        .all()
        .get();
    Labelling.patiently()
        .until(
            () ->
                admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                    .flatMap(found -> found.partitions().stream())
                    .allMatch(partition -> partition.isr().size() == 2));
    AlterConfigOp both =
        new AlterConfigOp(new ConfigEntry("min.insync.replicas", "2"), AlterConfigOp.OpType.SET);
    admin
        .incrementalAlterConfigs(
            Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(both)))
        .all()
        .get();
  }
}
