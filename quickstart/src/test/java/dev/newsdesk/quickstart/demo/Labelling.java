package dev.newsdesk.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsdesk.stream.app.StreamApp;
import dev.newsdesk.stream.client.ArrivalReader;
import dev.newsdesk.stream.client.ClientSettings;
import dev.newsdesk.stream.config.SettingsReader;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.awaitility.core.ConditionFactory;

/** An app in this JVM, the articles that are sent to it, and what it makes of them. */
final class Labelling implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Feed feed;
  private final StreamApp app;
  private final ArrivalReader reader;
  private final Random random = new Random(7);
  private int runs;

  /**
   * Starts the app.
   *
   * @param client what articles are sent and read with
   */
  Labelling(Map<String, String> settings, ClientSettings client) {
    feed = new Feed(client);
    app = StreamApp.start(new SettingsReader(Map.of()).read(settings));
    reader = feed.reader();
  }

  /** Stream threads that fail and are replaced are no failure of the test's. */
  static ConditionFactory patiently() {
    return await().atMost(PATIENCE).dontCatchUncaughtExceptions();
  }

  StreamApp app() {
    return app;
  }

  /** Sends articles of all categories. */
  void send() {
    feed.sendMixed("run-" + runs++, 20, 0, random);
  }

  /** Sends articles and returns when they are classified. */
  void awaitFirst() {
    send();
    patiently().until(() -> feed.takeIn(reader));
    assertThat(app.health().ready()).isTrue();
  }

  /** Fails unless the app is alive and not ready for so long. */
  void requireDownFor(Duration time) {
    patiently()
        .atMost(time.plusSeconds(10))
        .during(time)
        .until(() -> app.health().alive() && !app.health().ready());
  }

  /** Fails unless everything that was sent is classified once and the app is ready. */
  void requireEverything() {
    send();
    patiently()
        .untilAsserted(
            () -> {
              feed.takeIn(reader);
              assertThat(feed.faults()).isEmpty();
            });
    patiently().until(() -> app.health().ready());
    assertThat(app.failure()).isEmpty();
  }

  @Override
  public void close() {
    reader.close();
    app.close();
    feed.close();
  }
}
