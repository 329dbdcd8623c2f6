package dev.newsdesk.benchmarks.pipeline.system;

import dev.newsdesk.benchmarks.BenchmarkException;
import dev.newsdesk.benchmarks.pipeline.measurement.ProcessMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program of Newsdesk in a process of its own, with this process' class path, so that its memory
 * and processor time are its own too. It ends at the latest with this process.
 */
public final class ChildProcess implements AutoCloseable {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(40);

  private final String name;
  private final Process process;
  private final Path output;
  private final Path log;
  private final Thread hook;

  private ChildProcess(String name, Process process, Path output, Path log) {
    this.name = name;
    this.process = process;
    this.output = output;
    this.log = log;
    this.hook = new Thread(process::destroyForcibly, "bench-" + name);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts a program.
   *
   * @param name what messages call it
   * @param directory for its output and log; created where missing
   */
  public static ChildProcess start(
      String name, Path directory, Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path", ""));
    command.add(main.getName());
    command.addAll(arguments);
    Path output = directory.resolve("output");
    Path log = directory.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(log.toFile());
    // They would override the settings that are measured.
    builder.environment().keySet().removeIf(variable -> variable.startsWith("NEWSDESK_"));
    try {
      Files.createDirectories(directory);
      return new ChildProcess(name, builder.start(), output, log);
    } catch (IOException e) {
      throw new BenchmarkException(
          "The process " + name + " cannot be started (" + e + "): free some memory.", e);
    }
  }

  /** Returns the processor time taken so far, on all cores together. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Returns the process' number. */
  long pid() {
    return process.pid();
  }

  /** Returns the resident memory in MiB, or null where the system does not tell. */
  public @Nullable Long residentMebibytes() {
    return ProcessMemory.residentMebibytes(process.pid());
  }

  /** Returns the largest resident memory so far in MiB, or null where the system does not tell. */
  public @Nullable Long peakMebibytes() {
    return ProcessMemory.peakMebibytes(process.pid());
  }

  /**
   * Does nothing while the process runs.
   *
   * @throws BenchmarkException when it has ended by itself
   */
  public void requireRunning() {
    if (!process.isAlive()) {
      throw ended();
    }
  }

  /**
   * Waits for the process to end by itself and returns what it printed.
   *
   * @throws BenchmarkException when it fails
   */
  public String awaitOutput() {
    try {
      if (process.waitFor() != 0) {
        throw ended();
      }
      return Files.readString(output);
    } catch (IOException e) {
      throw new BenchmarkException(
          "What " + name + " printed cannot be read (" + e + "): run it again.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("The benchmark was interrupted: run it again.", e);
    }
  }

  private BenchmarkException ended() {
    return new BenchmarkException(
        "The process "
            + name
            + " ended with status "
            + process.exitValue()
            + " ("
            + lastLine()
            + "): correct that and run it again.");
  }

  private String lastLine() {
    try {
      // Not readString: a line may be half written.
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank())
              .toList();
      return lines.isEmpty()
          ? "it logged nothing"
          : Objects.requireNonNull(lines.get(lines.size() - 1));
    } catch (IOException e) {
      return "its log cannot be read";
    }
  }

  /** Lets the process commit and end. */
  @Override
  public void close() {
    process.destroy();
    boolean interrupted = Thread.interrupted();
    try {
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      interrupted = true;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ignored) {
      // This process ends already, and the hook does no harm.
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
