package dev.newsdesk.quickstart.operator;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** What an operator can do to a topic. */
enum Intervention {
  DELETE {
    @Override
    void apply(Admin admin, String topic) throws Exception {
      admin.deleteTopics(List.of(topic)).all().get();
      // The broker takes records for it until it has seen that it is deleted.
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> !admin.listTopics().names().get().contains(topic));
    }
  },
  RECREATE {
    @Override
    void apply(Admin admin, String topic) throws Exception {
      TopicDescription described =
          Objects.requireNonNull(
              admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic));
      int partitions = described.partitions().size();
      admin.deleteTopics(List.of(topic)).all().get();
      NewTopic same = new NewTopic(topic, Optional.of(partitions), Optional.empty());
      await().atMost(Duration.ofSeconds(30)).until(() -> isCreated(admin, same));
    }
  },
  ADD_PARTITIONS {
    @Override
    void apply(Admin admin, String topic) throws Exception {
      admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(6))).all().get();
    }
  },
  LOWER_LIMIT {
    @Override
    void apply(Admin admin, String topic) throws Exception {
      set(admin, topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "300");
    }
  },
  REFUSE_OLD {
    @Override
    void apply(Admin admin, String topic) throws Exception {
      set(admin, topic, TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, "1");
    }
  },
  COMPACT {
    @Override
    void apply(Admin admin, String topic) throws Exception {
      set(admin, topic, TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    }
  },
  EXPIRE {
    @Override
    void apply(Admin admin, String topic) throws Exception {
      set(admin, topic, TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    }
  };

  abstract void apply(Admin admin, String topic) throws Exception;

  private static boolean isCreated(Admin admin, NewTopic topic) throws Exception {
    try {
      admin.createTopics(List.of(topic)).all().get();
      return true;
    } catch (ExecutionException e) {
      // It is still being deleted.
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw e;
    }
  }

  private static void set(Admin admin, String topic, String key, String value) throws Exception {
    admin
        .incrementalAlterConfigs(
            Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET))))
        .all()
        .get();
  }
}
