package dev.newsdesk.stream.app;

import dev.newsdesk.schemas.RegistryProbe;
import dev.newsdesk.stream.config.StreamSettings;
import dev.newsdesk.stream.topics.TopicCreator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** What must answer before the app can start. */
final class Dependencies {

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final StreamSettings settings;

  Dependencies(StreamSettings settings) {
    this.settings = settings;
  }

  /**
   * Waits for brokers and registry, and creates missing topics.
   *
   * @throws StartupException when they do not answer in time
   */
  void require(List<String> labels) {
    createTopics(labels);
    awaitRegistry();
  }

  private void awaitRegistry() {
    Instant until = Instant.now().plus(settings.startupTimeout());
    while (true) {
      try {
        RegistryProbe.check(settings.registry());
        return;
      } catch (IOException | KafkaException e) {
        if (Instant.now().isAfter(until)) {
          throw new StartupException(
              "No schema registry answers at "
                  + settings.registry().get("schema.registry.url")
                  + " ("
                  + e.getMessage()
                  + "): start one, or correct schema.registry.url.",
              e);
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private void createTopics(List<String> labels) {
    try (Admin admin = Admin.create(settings.adminProperties())) {
      new TopicCreator(admin, settings.topics(), settings.startupTimeout())
          .createMissing(labels, settings.partitions());
    } catch (TimeoutException | KafkaException e) {
      throw noBroker(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
        throw noBroker(e);
      }
      throw new StartupException(
          "The brokers refuse to create topics (" + e.getCause() + "): create them, or permit it.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("The start was interrupted: start again.", e);
    }
  }

  private StartupException noBroker(Exception e) {
    return new StartupException(
        "No Kafka broker answers at "
            + settings.bootstrapServers()
            + ": start one, or correct bootstrap.servers.",
        e);
  }
}
