package dev.newsdesk.quickstart.registry;

import dev.newsdesk.quickstart.startup.StartupException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * A schema registry (Apicurio's, with Confluent's API) in a process of its own, on the loopback
 * interface. Its schemas are in memory and go with it.
 *
 * <p>The process never outlives this one: it ends when this object is closed and also when this JVM
 * ends without closing it, even by {@code kill -9}. It does not heed Ctrl-C, so that this JVM can
 * use it until the last. Any thread may call any method; calls to {@link #close()} after the first
 * do nothing.
 */
public final class EmbeddedRegistry implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
  private static final Duration CHECK_EVERY = Duration.ofMillis(50);
  private static final int REQUEST_LIMIT_MS = 10_000;

  private final Process process;
  private final int port;
  private final CompletableFuture<String> failure;
  private volatile boolean closing;

  private EmbeddedRegistry(Process process, int port, RegistryLog log) {
    this.process = process;
    this.port = port;
    this.failure = process.onExit().thenCompose(ended -> failureOf(ended, log));
  }

  private CompletableFuture<String> failureOf(Process ended, RegistryLog log) {
    return closing
        ? new CompletableFuture<>() // no failure, now or ever
        : CompletableFuture.completedFuture(
            "The schema registry ended by itself with status %d; see %s and start again."
                .formatted(ended.exitValue(), log.file()));
  }

  /**
   * Starts the registry that the build has unpacked beside this module's jar, and returns when it
   * answers, after about three seconds.
   *
   * @param workDirectory for its log ({@code registry.log}) and temporary files; created where
   *     missing, not deleted, not to be shared with another registry that runs
   * @param port the port for clients; 0 takes any free one
   * @throws StartupException if the registry is not unpacked, the port is taken, the directory
   *     cannot be used or the registry does not come up; the process is gone then
   */
  public static EmbeddedRegistry start(Path workDirectory, int port) {
    return start(RegistryDistribution.besideThisCode(), workDirectory, port);
  }

  static EmbeddedRegistry start(RegistryDistribution distribution, Path workDirectory, int port) {
    requireFree(port);
    Path directory = workDirectory.toAbsolutePath().normalize();
    RegistryLog log = new RegistryLog(directory.resolve("registry.log"));
    try {
      Files.createDirectories(directory);
      Process process = RegistryCommand.of(distribution, directory, port, log).start();
      boolean started = false;
      try {
        int actualPort = awaitStart(process, log, port);
        started = true;
        return new EmbeddedRegistry(process, actualPort, log);
      } finally {
        if (!started) {
          end(process);
        }
      }
    } catch (IOException e) {
      throw new StartupException(
          "The schema registry cannot be started in %s (%s); make that directory writable, see that its disk has room, or choose another."
              .formatted(directory, e),
          e);
    }
  }

  /** Refuses a taken port at once; should it be lost afterwards, the registry's log tells. */
  private static void requireFree(int port) {
    if (port == 0) {
      return;
    }
    try {
      new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})).close();
    } catch (IOException e) {
      throw StartupException.portInUse("the schema registry", port);
    }
  }

  private static int awaitStart(Process process, RegistryLog log, int wantedPort)
      throws IOException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      if (ended(process, CHECK_EVERY)) {
        if (log.saysPortTaken()) {
          throw StartupException.portInUse("the schema registry", wantedPort);
        }
        throw new StartupException(
            "The schema registry ended with status %d instead of starting; its last lines, from %s, say why:%n%s"
                .formatted(process.exitValue(), log.file(), log.lastLines()));
      }
      OptionalInt port = log.port();
      if (port.isPresent() && answers(port.getAsInt())) {
        return port.getAsInt();
      }
    }
    throw new StartupException(
        "The schema registry did not start within %d seconds; free some CPU or memory and try again; its last lines, from %s:%n%s"
            .formatted(START_LIMIT.toSeconds(), log.file(), log.lastLines()));
  }

  private static boolean ended(Process process, Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("The schema registry was told to stop while starting.", e);
    }
  }

  private static boolean answers(int port) throws IOException {
    HttpURLConnection request =
        (HttpURLConnection) URI.create(url(port) + "/subjects").toURL().openConnection();
    request.setRequestProperty("Connection", "close"); // or the JDK keeps a thread for it
    request.setConnectTimeout(REQUEST_LIMIT_MS);
    request.setReadTimeout(REQUEST_LIMIT_MS);
    try {
      return request.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    } finally {
      request.disconnect();
    }
  }

  private static String url(int port) {
    return "http://" + LOOPBACK + ":" + port + "/apis/ccompat/v7";
  }

  /** The address for clients, as their {@code schema.registry.url} wants it. */
  public String url() {
    return url(port);
  }

  /** The port for clients. */
  public int port() {
    return port;
  }

  /** The registry's process. */
  ProcessHandle process() {
    return process.toHandle();
  }

  /**
   * Completes with one sentence for the user if the registry ends by itself; never if it is closed
   * before.
   */
  public CompletionStage<String> failure() {
    return failure.minimalCompletionStage();
  }

  /** Ends the process within some seconds; returns when it is gone. */
  @Override
  public void close() {
    closing = true;
    end(process);
  }

  private static void end(Process process) {
    boolean interrupted = Thread.interrupted();
    try {
      process.getOutputStream().close(); // its cue to end
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
