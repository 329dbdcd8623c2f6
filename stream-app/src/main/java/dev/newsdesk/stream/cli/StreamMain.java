package dev.newsdesk.stream.cli;

import dev.newsdesk.classifier.checkpoint.CheckpointException;
import dev.newsdesk.classifier.network.EngineUnavailableException;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.stream.app.StartupException;
import dev.newsdesk.stream.client.ClientException;
import dev.newsdesk.stream.config.ConfigurationException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the stream app's commands; exits with 0 when done, 1 when failed, 2 on wrong usage. */
@Command(
    name = "newsdesk",
    description = "Labels a stream of news articles with their topic.",
    mixinStandardHelpOptions = true,
    subcommands = {StreamCommand.class, ProduceCommand.class, WatchCommand.class})
public final class StreamMain implements Callable<Integer> {

  private static final CommandErrors ERRORS =
      new CommandErrors(
          List.of(
              ConfigurationException.class,
              StartupException.class,
              ClientException.class,
              EngineUnavailableException.class,
              CheckpointException.class));

  @Spec private @Nullable CommandSpec spec;

  private StreamMain() {}

  /** Runs one command. */
  public static void main(String[] arguments) {
    // Not a logback.xml, of which a class path holds only one.
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", "dev/newsdesk/stream/cli/logging.xml");
    }
    // Figures look the same everywhere, and can be read by scripts.
    Locale.setDefault(Locale.ROOT);
    PrintWriter out = new PrintWriter(System.out, false, Charset.defaultCharset());
    PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
    System.exit(run(out, err, arguments));
  }

  /** Runs one command and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    // Several stream threads with one thread an operation beat one with several.
    TorchEngine.configure(1);
    return ERRORS
        .watch(new CommandLine(new StreamMain()))
        .setOut(out)
        .setErr(err)
        .execute(arguments);
  }

  /** No command at all: shows which there are. */
  @Override
  public Integer call() {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    command.usage(command.getErr());
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }
}
