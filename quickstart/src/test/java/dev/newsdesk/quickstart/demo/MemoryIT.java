package dev.newsdesk.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsdesk.quickstart.registry.EmbeddedRegistry;
import dev.newsdesk.quickstart.testing.BrokerExtension;
import dev.newsdesk.quickstart.testing.TestedApp;
import dev.newsdesk.stream.client.ArrivalReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A backlog of the longest articles fits into the memory that the container files give an instance.
 *
 * <p>The system property {@code newsdesk.memory.articles} sets how many; 5,000 is the full size.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "resident memory is read from /proc")
class MemoryIT {

  private static final Logger LOG = LoggerFactory.getLogger(MemoryIT.class);
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  /** {@code mem_limit} of docker-compose.yml. */
  private static final long CONTAINER_BYTES = 2L << 30;

  /** Of the image; it finds the container's limit by itself. */
  private static final List<String> JVM_OPTIONS =
      List.of("-XX:MaxRAM=2g", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError");

  /** With its id and prefix, the longest that {@code article.max.bytes} lets through. */
  private static final int TEXT_BYTES = 522_015;

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  @TempDir private static Path temporary = Path.of("");

  @Test
  void aBacklogOfTheLongestArticlesIsClassifiedWithinTheContainersMemory() throws IOException {
    int articles = Integer.getInteger("newsdesk.memory.articles", 400);
    try (EmbeddedRegistry registry = EmbeddedRegistry.start(temporary.resolve("registry"), 0)) {
      TestedApp tested = new TestedApp("memory", BROKER.bootstrapServers(), registry.url());
      Map<String, String> settings = tested.settings();
      settings.put("batch.size", "256");
      settings.put("accuracy.enabled", System.getProperty("newsdesk.memory.accuracy", "true"));
      try (Feed feed = new Feed(tested.client())) {
        // Creates the topics, and is gone before there is a backlog.
        try (AppInstance first = new AppInstance(temporary.resolve("first"), settings)) {
          await()
              .atMost(PATIENCE)
              .until(
                  () -> {
                    first.requireAlive();
                    return first.isRunning();
                  });
          first.stop();
        }
        String text = "a b ".repeat(TEXT_BYTES / 4 + 1).substring(0, TEXT_BYTES);
        for (int i = 0; i < articles; i++) {
          String id = "long-" + i;
          feed.send(id, feed.serialize(id, "", text));
        }
        try (AppInstance app = new AppInstance(temporary.resolve("app"), settings, JVM_OPTIONS);
            ArrivalReader reader = feed.reader()) {
          long begun = System.nanoTime();
          await()
              .atMost(PATIENCE)
              .pollInterval(Duration.ofMillis(1))
              .until(
                  () -> {
                    app.requireAlive();
                    return feed.takeIn(reader);
                  });
          LOG.atInfo()
              .addKeyValue("articles", articles)
              .addKeyValue("seconds", Duration.ofNanos(System.nanoTime() - begun).toSeconds())
              .addKeyValue("peakResidentMiB", app.peakResidentBytes() >> 20)
              .log("Everything is classified");
          assertThat(app.peakResidentBytes()).isLessThan(CONTAINER_BYTES);
          assertThat(feed.faults()).isEmpty();
          assertThat(feed.tally().deadLetters()).isEmpty();
        }
      }
    }
  }
}
