package dev.newsdesk.quickstart.demo;

import dev.newsdesk.stream.cli.StreamMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** An instance of the app in a process of its own, as a user runs it. */
final class AppInstance implements AutoCloseable {

  private static final int SHOWN_LINES = 60;
  private static final int STOP_SECONDS = 90;

  private final Path config;
  private final Path log;
  private final List<String> jvmOptions;
  private Process process;
  private int logStart;

  /** Starts an instance with a folder of its own for configuration, state and log. */
  AppInstance(Path directory, Map<String, String> settings) throws IOException {
    this(directory, settings, List.of());
  }

  /**
   * Starts an instance with options of the JVM.
   *
   * @param jvmOptions as an image has them
   */
  AppInstance(Path directory, Map<String, String> settings, List<String> jvmOptions)
      throws IOException {
    this.jvmOptions = List.copyOf(jvmOptions);
    Files.createDirectories(directory);
    config = directory.resolve("app.properties");
    log = directory.resolve("app.log");
    Properties properties = new Properties();
    properties.putAll(settings);
    properties.put("kafka.state.dir", directory.resolve("state").toString());
    try (Writer writer = Files.newBufferedWriter(config)) {
      properties.store(writer, null);
    }
    process = launch();
  }

  private Process launch() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    // Less about a broker that is away, so that the last lines say what matters.
    command.add("-Dlogback.configurationFile=logback-test.xml");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(StreamMain.class.getName(), "stream", "--config", config.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Kills it with signal 9 and starts it again at once. */
  void killAndStartAgain() {
    requireAlive();
    close();
    logStart = logLines().size();
    try {
      process = launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns whether it has joined its group since it was started last. */
  boolean isRunning() {
    // With the quotes of a key's value, for there is NOT_RUNNING, too.
    return logLines().stream().skip(logStart).anyMatch(line -> line.contains("\"RUNNING\""));
  }

  /** Returns the most memory that it has had resident, in bytes, heap and native; Linux only. */
  long peakResidentBytes() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }

  /** Fails when the process ended by itself. */
  void requireAlive() {
    if (!process.isAlive()) {
      throw new AssertionError(config + ": the app ended by itself with " + process.exitValue());
    }
  }

  /** Stops all its threads where they are, as on a machine that is suspended. */
  void suspend() {
    signal("STOP");
  }

  /** Lets it go on as if nothing had been. */
  void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      int code =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
      if (code != 0) {
        throw new AssertionError(config + ": no signal " + name + " to it, kill says " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Stops it in order, by SIGTERM, and returns its exit code. */
  int stop() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(config + ": the app does not heed SIGTERM");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return process.exitValue();
  }

  /** Sends SIGTERM and returns at once. */
  void terminate() {
    process.destroy();
  }

  /** Returns the exit code when the process has ended, else nothing. */
  OptionalInt exitCode() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /** Returns the last lines of its log. */
  String logTail() {
    List<String> lines = logLines();
    return String.join(
        System.lineSeparator(),
        lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
  }

  /**
   * Returns all that it has logged: other threads may log after the sentence that one looks for.
   */
  String log() {
    return String.join(System.lineSeparator(), logLines());
  }

  private List<String> logLines() {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it with signal 9, if it is still there. */
  @Override
  public void close() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
