package dev.newsdesk.quickstart.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.newsdesk.quickstart.startup.StartupException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

  private final Path temporary;

  private final Set<Thread> before = Thread.getAllStackTraces().keySet();

  EmbeddedKafkaIT(@TempDir Path temporary) {
    this.temporary = temporary;
  }

  @AfterEach
  void leavesNoThreads() {
    await()
        .pollInSameThread()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(threadsSince(before)).isEmpty());
  }

  @Test
  void twoAtOnceAreTwoClusters() throws Exception {
    try (EmbeddedKafka one = EmbeddedKafka.start(temporary.resolve("one"), 0);
        EmbeddedKafka other = EmbeddedKafka.start(temporary.resolve("other"), 0)) {
      createTopic(one, "only-here");
      assertThat(topics(one)).containsExactly("only-here");
      assertThat(topics(other)).isEmpty();
      assertThat(clusterId(one)).isNotEqualTo(clusterId(other));
      assertThat(one.failure().toCompletableFuture()).isNotDone();
    }
  }

  @Test
  void keepsClusterTopicsAndPortOverRestart() throws Exception {
    int port;
    String cluster;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(temporary, 0)) {
      port = kafka.port();
      cluster = clusterId(kafka);
      createTopic(kafka, "kept");
    }
    try (EmbeddedKafka again = EmbeddedKafka.start(temporary, port)) {
      assertThat(again.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
      assertThat(clusterId(again)).isEqualTo(cluster);
      assertThat(topics(again)).containsExactly("kept");
    }
  }

  @Test
  void refusesTakenPort() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(temporary.resolve("first"), 0)) {
      Path second = temporary.resolve("second");
      assertThatThrownBy(() -> EmbeddedKafka.start(second, kafka.port()))
          .isInstanceOf(StartupException.class)
          .hasMessageStartingWith("Port %d for the embedded Kafka broker is in use;", kafka.port());
      EmbeddedKafka.start(second, 0).close();
    }
  }

  @Test
  void refusesDirectoryOfRunningBroker() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(temporary, 0)) {
      assertThatThrownBy(() -> EmbeddedKafka.start(temporary, 0))
          .isInstanceOf(StartupException.class)
          .hasMessageStartingWith("Another Kafka broker uses the directory " + temporary);
      assertThat(topics(kafka)).isEmpty();
    }
  }

  @Test
  void damagedDataFailsTheStartAndNotTheJvm() throws Exception {
    EmbeddedKafka.start(temporary, 0).close();
    Files.writeString(temporary.resolve("__cluster_metadata-0/quorum-state"), "not JSON");

    assertThatThrownBy(() -> EmbeddedKafka.start(temporary, 0))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("The embedded Kafka broker did not start on " + temporary + " (")
        .hasMessageEndingWith("; if its data is damaged, choose an empty directory.");
  }

  @Test
  void saysWhenItCannotGoOn() throws Exception {
    Path directory = temporary.resolve("data");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
      // As when its disk goes: nothing can be written there any more.
      Files.move(directory, temporary.resolve("gone"));
      Files.createFile(directory);
      try (Admin admin = admin(kafka)) {
        admin.createTopics(List.of(new NewTopic("too-late", 1, (short) 1)));
        assertThat(kafka.failure().toCompletableFuture().get(30, TimeUnit.SECONDS))
            .isEqualTo(
                "The embedded Kafka broker cannot go on with its data in %s;"
                    + " see that the disk is there and has room, then start again.",
                directory);
      }
    }
  }

  private static Set<Thread> threadsSince(Set<Thread> before) {
    Set<Thread> now = new HashSet<>(Thread.getAllStackTraces().keySet());
    now.removeAll(before);
    // One pair for the whole JVM, of the metrics library that Kafka uses; and the JDK's own.
    now.removeIf(
        thread ->
            thread.getName().startsWith("metrics-meter-tick-thread")
                || thread.getName().startsWith("process reaper"));
    return now;
  }

  private static Admin admin(EmbeddedKafka kafka) {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  private static void createTopic(EmbeddedKafka kafka, String name) throws Exception {
    try (Admin admin = admin(kafka)) {
      admin.createTopics(List.of(new NewTopic(name, 3, (short) 1))).all().get();
    }
  }

  private static Set<String> topics(EmbeddedKafka kafka) throws Exception {
    try (Admin admin = admin(kafka)) {
      return admin.listTopics().names().get();
    }
  }

  private static String clusterId(EmbeddedKafka kafka) throws Exception {
    try (Admin admin = admin(kafka)) {
      return admin.describeCluster().clusterId().get();
    }
  }
}
