package dev.newsdesk.quickstart.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.testcontainers.kafka.KafkaContainer;

/** Apache's own image in Docker. */
final class ContainerTestBroker implements TestBroker {

  static final String IMAGE = "apache/kafka:4.2.2";

  private static final int KAFKA_PORT = 9092;
  private static final int START_ATTEMPTS = 3;

  /** The container's first process is a shell, which does not pass the signal on to its child. */
  private static final String STOP_JAVA =
      "for p in /proc/[0-9]*; do case $(readlink $p/exe) in */java) kill ${p#/proc/};; esac; done";

  private static final Duration START_LIMIT = Duration.ofMinutes(1);

  private final KafkaContainer container;

  ContainerTestBroker() {
    container = start(START_ATTEMPTS);
  }

  /**
   * Docker gives a container that is started again another host port, unless the port was asked
   * for; and one that was free when it was picked may be taken by now.
   */
  private static KafkaContainer start(int attempts) {
    KafkaContainer container =
        new KafkaContainer(IMAGE).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    container.setPortBindings(List.of(freePort() + ":" + KAFKA_PORT));
    try {
      container.start();
      return container;
    } catch (RuntimeException e) {
      container.stop();
      if (attempts == 1) {
        throw e;
      }
      return start(attempts - 1);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String kind() {
    return "testcontainers";
  }

  @Override
  public String bootstrapServers() {
    return container.getBootstrapServers();
  }

  @Override
  public void stop() {
    try {
      container.execInContainer("sh", "-c", STOP_JAVA);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while stopping the broker", e);
    }
    container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void startAgain() {
    container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      await()
          .atMost(START_LIMIT)
          .ignoreExceptions()
          .until(() -> admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).size() == 1);
    }
  }

  @Override
  public void close() {
    container.stop();
  }
}
