package dev.newsdesk.benchmarks.pipeline.system;

import dev.newsdesk.benchmarks.BenchmarkException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts the reachable objects of a class in another JVM, by the JDK's own {@code jcmd}. */
final class LiveObjects {

  private LiveObjects() {}

  /** Returns how many there are after a full collection; null where this Java has no jcmd. */
  static @Nullable Double count(long pid, String className) {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (!Files.isExecutable(jcmd)) {
      return null;
    }
    try {
      Process process =
          new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        List<String> histogram = lines.lines().toList();
        // Whatever runs has strings: without them jcmd could not attach and said so instead.
        if (count(histogram, "java.lang.String") == 0) {
          throw new BenchmarkException(
              "jcmd tells nothing of process " + pid + " (" + String.join(" ", histogram) + ").");
        }
        return (double) count(histogram, className);
      }
    } catch (IOException e) {
      throw new BenchmarkException("jcmd cannot be started (" + e + "): use a whole JDK.", e);
    }
  }

  /** Reads a line such as {@code 7: 12 384 ai.djl.pytorch.engine.PtNDManager}. */
  static long count(List<String> histogram, String className) {
    return histogram.stream()
        .map(line -> line.strip().split("\\s+"))
        .filter(columns -> columns.length >= 4 && columns[3].equals(className))
        .mapToLong(columns -> Long.parseLong(columns[1]))
        .sum();
  }
}
