package dev.newsdesk.stream.cli;

import dev.newsdesk.classifier.checkpoint.CheckpointException;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.stream.app.StartupException;
import dev.newsdesk.stream.client.ClientException;
import dev.newsdesk.stream.config.ConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Runs the stream app's commands; exits with 0 when done, 1 when failed, 2 on wrong usage. */
@Command(
    name = "newsdesk",
    description = "Labels a stream of news articles with their topic.",
    mixinStandardHelpOptions = true,
    subcommands = {StreamCommand.class, ProduceCommand.class, WatchCommand.class})
public final class StreamMain {

  private StreamMain() {}

  /** Runs one command. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs one command and returns its exit code. */
  static int run(String... arguments) {
    // Several stream threads with one thread an operation beat one with several.
    TorchEngine.configure(1);
    return new CommandLine(new StreamMain())
        .setExecutionExceptionHandler(StreamMain::explain)
        .execute(arguments);
  }

  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    boolean expected =
        e instanceof ConfigurationException
            || e instanceof StartupException
            || e instanceof ClientException
            || e instanceof CheckpointException;
    if (!expected) {
      throw e;
    }
    command.getErr().println("newsdesk: " + e.getMessage());
    return 1;
  }
}
