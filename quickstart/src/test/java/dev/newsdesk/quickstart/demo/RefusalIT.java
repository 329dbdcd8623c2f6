package dev.newsdesk.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsdesk.quickstart.registry.EmbeddedRegistry;
import dev.newsdesk.quickstart.testing.BrokerExtension;
import dev.newsdesk.quickstart.testing.TestedApp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Brokers that answer and refuse: the app ends within two minutes and says why. */
class RefusalIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  @TempDir private static Path temporary = Path.of("");

  private static EmbeddedRegistry registry;

  @BeforeAll
  static void start() {
    registry = EmbeddedRegistry.start(temporary.resolve("registry"), 0);
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Test
  void aTransactionTimeoutAboveTheBrokersMaximumEndsTheApp() throws IOException {
    Map<String, String> settings = settings("timeout", "timeout");
    // The maximum of brokers is 15 minutes by default.
    settings.put("kafka.transaction.timeout.ms", "1800000");
    settings.put("kafka.max.poll.interval.ms", "2400000");
    try (AppInstance app = new AppInstance(temporary.resolve("timeout"), settings)) {
      await().atMost(PATIENCE).until(() -> app.exitCode().isPresent());

      assertThat(app.exitCode()).hasValue(1);
      assertThat(app.log())
          .contains("newsdesk: The app failed (The brokers answer and have refused")
          .contains("transaction.max.timeout.ms");
      assertThat(app.log().indexOf("newsdesk: The app failed"))
          .as("said when all is closed, after what that logs")
          .isGreaterThan(app.log().lastIndexOf("State of online accuracy changed"));
    }
  }

  @Test
  void anAppWhoseGroupWorksOnOtherTopicsIsRefused() throws IOException {
    try (AppInstance first =
        new AppInstance(temporary.resolve("first"), settings("shared", "first"))) {
      await().atMost(PATIENCE).until(first::isRunning);
      try (AppInstance second =
          new AppInstance(temporary.resolve("second"), settings("shared", "second"))) {
        await().atMost(PATIENCE).until(() -> second.exitCode().isPresent());

        assertThat(second.exitCode()).hasValue(1);
        assertThat(second.log())
            .contains("newsdesk: The consumer group shared works on first.articles");
      }
      first.requireAlive();
    }
  }

  private static Map<String, String> settings(String id, String prefix) {
    Map<String, String> settings =
        new TestedApp(prefix, BROKER.bootstrapServers(), registry.url()).settings();
    settings.put("application.id", id);
    return settings;
  }
}
