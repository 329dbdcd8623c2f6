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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
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
  private volatile boolean closing;

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
    // From here on, so that Ctrl-C while the parts still start leaves nothing behind either.
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "quickstart-shutdown"));
    boolean started = false;
    try {
      keep(() -> deleteRecursively(directory));
      // The registry takes longest; it starts while the broker does.
      CompletableFuture<EmbeddedRegistry> startingRegistry =
          CompletableFuture.supplyAsync(
              () -> EmbeddedRegistry.start(directory.resolve("registry"), registryPort));
      keep(() -> startingRegistry.thenAccept(EmbeddedRegistry::close).join());
      kafka = keep(EmbeddedKafka.start(directory.resolve("kafka"), kafkaPort));
      registry = startingRegistry.join();
      settings = settings(checkpoint);
      app = keep(StreamApp.start(settings));
      started = true;
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      if (!started) {
        close();
      }
    }
  }

  /** Remembers what is to be closed, and closes it at once where that has begun. */
  private synchronized <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    if (closing) {
      close();
      throw new StartupException("The quickstart was stopped while it started: start it again.");
    }
    return part;
  }

  private StreamSettings settings(Path checkpoint) {
    return new SettingsReader(Map.of())
        .read(
            Map.of(
                "application.id", "newsdesk-quickstart",
                "bootstrap.servers", kafka.bootstrapServers(),
                "schema.registry.url", registry.url(),
                "checkpoint", checkpoint.toString(),
                "http.address", "127.0.0.1:0",
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

  /** Returns what made a part end by itself, if one has. */
  Optional<String> failure() {
    return Optional.ofNullable(brokenServer().getNow(null))
        .or(() -> app.failure().map(RunningSystem::explain));
  }

  /**
   * Waits until the system is closed or a part ends by itself.
   *
   * @return what ended it, empty when it was closed
   */
  public Optional<String> awaitEnd() {
    CompletableFuture<String> stoppedApp =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return app.await().map(RunningSystem::explain).orElse("The stream app stopped.");
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CompletionException(e);
              }
            });
    Object cause = CompletableFuture.anyOf(brokenServer(), stoppedApp).join();
    return closing ? Optional.empty() : Optional.of(String.valueOf(cause));
  }

  private CompletableFuture<String> brokenServer() {
    return kafka
        .failure()
        .toCompletableFuture()
        .applyToEither(registry.failure(), Function.identity());
  }

  private static String explain(Throwable cause) {
    return "The stream app failed (" + cause + "): see its log.";
  }

  /** Returns the app. */
  public StreamApp app() {
    return app;
  }

  @Override
  public synchronized void close() {
    closing = true;
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
