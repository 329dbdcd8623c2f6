package dev.newsdesk.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.quickstart.registry.EmbeddedRegistry;
import dev.newsdesk.quickstart.testing.BrokerExtension;
import dev.newsdesk.quickstart.testing.TestedApp;
import dev.newsdesk.stream.app.StreamApp;
import dev.newsdesk.stream.client.ArrivalReader;
import dev.newsdesk.stream.config.SettingsReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Brokers that are away: the app says so within seconds, waits, and stops when it is told to. */
class OutageIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  @TempDir private static Path temporary = Path.of("");

  private static EmbeddedRegistry registry;

  @BeforeAll
  static void start() {
    TorchEngine.configure(1);
    registry = EmbeddedRegistry.start(temporary.resolve("registry"), 0);
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Test
  void anAppWhoseBrokersAreAwayIsNotReadyAndReadyAgainAfterwards() {
    try (Feed feed = new Feed(app("silent").client());
        StreamApp app = StreamApp.start(new SettingsReader(Map.of()).read(settings("silent")));
        ArrivalReader reader = feed.reader()) {
      feed.sendWithPoison("before", 500);
      await().atMost(PATIENCE).until(() -> feed.takeIn(reader) || feed.tally().arrived() > 100);
      assertThat(ready(app).statusCode()).isEqualTo(200);

      BROKER.whileAway(
          () -> {
            await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                    () ->
                        assertThat(ready(app).body())
                            .startsWith("The brokers at " + BROKER.bootstrapServers())
                            .contains("have not answered for"));
            assertThat(ready(app).statusCode()).isEqualTo(503);
            assertThat(app.health().alive()).isTrue();
          });

      await().atMost(PATIENCE).until(() -> ready(app).statusCode() == 200);
      feed.sendWithPoison("after", 100);
      await().atMost(PATIENCE).until(() -> feed.takeIn(reader));
      assertThat(feed.faults()).isEmpty();
      assertThat(app.failure()).isEmpty();
    }
  }

  /** Its producers wait for the brokers without limit, and cannot be interrupted. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGTERM")
  void anAppWhoseBrokersAreAwayEndsWhenItIsToldTo() throws IOException {
    try (AppInstance app = new AppInstance(temporary.resolve("blocked"), settings("blocked"));
        Feed feed = new Feed(app("blocked").client())) {
      await().atMost(PATIENCE).until(app::isRunning);
      feed.sendWithPoison("before", 2_000);
      BROKER.whileAway(
          () -> {
            await().atMost(PATIENCE).until(() -> app.logTail().contains("have not answered for"));
            app.terminate();
            await().atMost(Duration.ofSeconds(29)).until(() -> app.exitCode().isPresent());
            assertThat(app.exitCode()).hasValue(143);
          });
    }
  }

  private static HttpResponse<String> ready(StreamApp app) {
    URI uri = URI.create("http://127.0.0.1:" + app.httpAddress().getPort() + "/readyz");
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> settings(String name) {
    Map<String, String> settings = app(name).settings();
    settings.put("topic.partitions", "2");
    settings.put("kafka.state.dir", temporary.resolve("state").toString());
    return settings;
  }

  private static TestedApp app(String name) {
    return new TestedApp(name, BROKER.bootstrapServers(), registry.url());
  }
}
