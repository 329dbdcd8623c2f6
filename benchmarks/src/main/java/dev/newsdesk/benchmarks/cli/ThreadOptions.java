package dev.newsdesk.benchmarks.cli;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How many threads the model gets, in the app or alone. */
final class ThreadOptions {

  @Option(names = "--threads", description = "Threads of the model; default: one a core.")
  private int threads = Runtime.getRuntime().availableProcessors();

  /** Refuses what measures nothing. */
  void check(CommandLine command) {
    if (threads < 1) {
      throw new ParameterException(command, "--threads is " + threads + ": take at least 1.");
    }
  }

  int threads() {
    return threads;
  }
}
