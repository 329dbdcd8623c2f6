package dev.newsdesk.quickstart.demo;

import dev.newsdesk.quickstart.broker.EmbeddedKafka;
import dev.newsdesk.quickstart.registry.EmbeddedRegistry;
import dev.newsdesk.quickstart.startup.StartupException;
import dev.newsdesk.stream.app.StreamApp;
import dev.newsdesk.stream.client.ClientSettings;
import dev.newsdesk.stream.config.SettingsReader;
import dev.newsdesk.stream.config.StreamSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Broker, registry and app, all of them real, in a folder of their own that goes when they go.
 * {@link #close} may be called by any thread, more than once.
 */
public final class RunningSystem implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunningSystem.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Path directory;
  private final EmbeddedKafka kafka;
  private final EmbeddedRegistry registry;
  private final StreamSettings settings;
  private final StreamApp app;

  /**
   * Starts everything.
   *
   * @param checkpoint folder of the checkpoint to serve
   * @param kafkaPort port for the broker, 0 for any free one
   * @param registryPort port for the registry, 0 for any free one
   * @throws StartupException when a part cannot start
   */
  public RunningSystem(Path checkpoint, int kafkaPort, int registryPort) {
    try {
      directory = Files.createTempDirectory("newsdesk-quickstart-");
    } catch (IOException e) {
      throw new StartupException(
          "No temporary folder can be made (" + e + "): make room, or set java.io.tmpdir.", e);
    }
    parts.push(() -> deleteRecursively(directory));
    try {
      // The registry takes longest; it starts while the broker does.
      CompletableFuture<EmbeddedRegistry> startingRegistry =
          CompletableFuture.supplyAsync(
              () -> EmbeddedRegistry.start(directory.resolve("registry"), registryPort));
      parts.push(() -> startingRegistry.thenAccept(EmbeddedRegistry::close).join());
      kafka = EmbeddedKafka.start(directory.resolve("kafka"), kafkaPort);
      parts.push(kafka);
      registry = startingRegistry.join();
      settings = settings(checkpoint);
      app = StreamApp.start(settings);
      parts.push(app);
    } catch (CompletionException e) {
      close();
      throw e.getCause() instanceof StartupException cause ? cause : e;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private StreamSettings settings(Path checkpoint) {
    return new SettingsReader(Map.of())
        .read(
            Map.of(
                "application.id", "newsdesk-quickstart",
                "bootstrap.servers", kafka.bootstrapServers(),
                "schema.registry.url", registry.url(),
                "checkpoint", checkpoint.toString(),
                "kafka.state.dir", directory.resolve("streams").toString()));
  }

  /** Returns the app's settings. */
  public StreamSettings settings() {
    return settings;
  }

  /** Returns what a client needs to connect. */
  public ClientSettings client() {
    return new ClientSettings(
        kafka.bootstrapServers(),
        Map.of("schema.registry.url", registry.url()),
        settings.topics(),
        Map.of());
  }

  /** Returns the registry's address. */
  public String registryUrl() {
    return registry.url();
  }

  /** Returns the app. */
  public StreamApp app() {
    return app;
  }

  @Override
  public synchronized void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        // The other parts must go all the same.
        LOG.atWarn().setCause(e).log("A part of the quickstart did not stop");
      }
    }
  }

  private static void deleteRecursively(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
