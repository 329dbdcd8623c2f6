package dev.newsdesk.benchmarks.pipeline.system;

import dev.newsdesk.benchmarks.BenchmarkException;
import dev.newsdesk.benchmarks.pipeline.measurement.MetricsText;
import dev.newsdesk.benchmarks.pipeline.measurement.SteadyState;
import dev.newsdesk.stream.cli.StreamMain;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** One instance of the stream app in a process of its own. */
public final class App implements SteadyState.Work, AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration METRICS_LIMIT = Duration.ofSeconds(5);

  private final Cluster cluster;
  private final AppSettings settings;
  private final ChildProcess process;
  private final URI metrics;

  private App(Cluster cluster, AppSettings settings, ChildProcess process, URI metrics) {
    this.cluster = cluster;
    this.settings = settings;
    this.process = process;
    this.metrics = metrics;
  }

  /** Starts the only instance of an app; its topics must exist. */
  public static App start(Cluster cluster, AppSettings settings) {
    return start(cluster, settings, 1);
  }

  /**
   * Starts one of several instances of an app; its topics must exist.
   *
   * @param instance its number, from 1
   */
  public static App start(Cluster cluster, AppSettings settings, int instance) {
    String name = settings.name() + "-" + instance;
    Path directory = cluster.directory(name);
    try {
      Files.createDirectories(directory);
      String address = LOOPBACK + ":" + freePort();
      Path config = directory.resolve("app.properties");
      try (Writer writer = Files.newBufferedWriter(config, StandardCharsets.UTF_8)) {
        properties(cluster, settings, directory, address).store(writer, null);
      }
      ChildProcess process =
          ChildProcess.start(
              name, directory, StreamMain.class, List.of("stream", "--config", config.toString()));
      return new App(cluster, settings, process, URI.create("http://" + address + "/metrics"));
    } catch (IOException e) {
      throw new BenchmarkException(
          "The app cannot be configured (" + e + "): make room, or set java.io.tmpdir.", e);
    }
  }

  private static Properties properties(
      Cluster cluster, AppSettings settings, Path directory, String address) {
    var client = cluster.client(settings.topics());
    Properties properties = new Properties();
    properties.putAll(client.registry());
    properties.setProperty("application.id", settings.name());
    properties.setProperty("bootstrap.servers", client.bootstrapServers());
    properties.setProperty("topic.prefix", settings.name());
    properties.setProperty("topic.partitions", Integer.toString(settings.partitions()));
    properties.setProperty("checkpoint", settings.checkpoint().toAbsolutePath().toString());
    properties.setProperty("threads", Integer.toString(settings.threads()));
    properties.setProperty("http.address", address);
    properties.setProperty("kafka.state.dir", directory.resolve("streams").toString());
    properties.putAll(settings.others());
    return properties;
  }

  /** The app cannot say which port it took, so that it is told one that was free a moment ago. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Returns the metrics as they are now; none where the app does not answer. */
  public MetricsText metrics() {
    HttpClient client = HttpClient.newBuilder().connectTimeout(METRICS_LIMIT).build();
    HttpRequest request = HttpRequest.newBuilder(metrics).timeout(METRICS_LIMIT).build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return MetricsText.parse(response.statusCode() == 200 ? response.body() : "");
    } catch (IOException e) {
      return new MetricsText(List.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("The benchmark was interrupted: run it again.", e);
    }
  }

  /** Returns how many articles the app, all its instances together, is done with. */
  @Override
  public long finished() {
    return cluster.finished(settings);
  }

  @Override
  public Duration cpu() {
    return process.cpu();
  }

  /** Returns the resident memory in MiB, or null where the system does not tell. */
  public @Nullable Long residentMebibytes() {
    return process.residentMebibytes();
  }

  /** Returns the largest resident memory so far in MiB, or null where the system does not tell. */
  public @Nullable Long peakMebibytes() {
    return process.peakMebibytes();
  }

  /** Returns how many of the engine's memory managers are open; null where nothing tells. */
  public @Nullable Double openNdManagers() {
    return LiveObjects.count(process.pid(), "ai.djl.pytorch.engine.PtNDManager");
  }

  @Override
  public void requireRunning() {
    cluster.requireRunning();
    process.requireRunning();
  }

  /** Stops the app after the batch in hand. */
  @Override
  public void close() {
    process.close();
  }
}
