package dev.newsdesk.benchmarks.pipeline.measurement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The memory of a process, native tensors included, as Linux tells it; null on other systems. */
public final class ProcessMemory {

  private ProcessMemory() {}

  /** Returns the resident set size in MiB. */
  public static @Nullable Long residentMebibytes(long pid) {
    return read(pid, "VmRSS");
  }

  /** Returns the largest resident set size so far, in MiB. */
  public static @Nullable Long peakMebibytes(long pid) {
    return read(pid, "VmHWM");
  }

  private static @Nullable Long read(long pid, String field) {
    try {
      return mebibytes(Files.readString(Path.of("/proc", Long.toString(pid), "status")), field);
    } catch (IOException e) {
      return null;
    }
  }

  static @Nullable Long mebibytes(String status, String field) {
    return status
        .lines()
        .filter(line -> line.startsWith(field + ":"))
        .findFirst()
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .orElse(null);
  }
}
