package dev.newsdesk.trainer.cli;

import dev.newsdesk.classifier.checkpoint.CheckpointException;
import dev.newsdesk.classifier.network.EngineUnavailableException;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.classifier.prediction.PredictionException;
import dev.newsdesk.trainer.data.DataException;
import dev.newsdesk.trainer.training.TrainingException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** Runs the trainer's commands; exits with 0 when done, 1 when failed, 2 on wrong usage. */
@Command(
    name = "newsdesk",
    description = "Trains, evaluates and publishes news classifiers.",
    mixinStandardHelpOptions = true,
    subcommands = {
      TrainCommand.class,
      EvaluateCommand.class,
      PublishCommand.class,
      ImportCommand.class,
      DescribeCommand.class,
      ReportCommand.class
    })
public final class TrainerMain {

  private TrainerMain() {}

  /** Runs one command. */
  public static void main(String[] arguments) {
    // Warnings only, on the error output. Not a logback.xml, of which a class path holds only one.
    setIfAbsent("logback.configurationFile", "dev/newsdesk/trainer/cli/logging.xml");
    // From JDK 22 on, another provider gives a console even where there is no terminal.
    setIfAbsent("jdk.console", "java.base");
    // Figures look the same everywhere, and can be read by scripts.
    Locale.setDefault(Locale.ROOT);
    PrintWriter out = new PrintWriter(System.out, false, Charset.defaultCharset());
    PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
    System.exit(run(out, err, arguments));
  }

  private static void setIfAbsent(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }

  /** Runs one command and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    // One thread an operation: two runs side by side on two cores do more than one run on both.
    TorchEngine.configure(1);
    return new CommandLine(new TrainerMain())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(TrainerMain::explainUsage)
        .setExecutionExceptionHandler(TrainerMain::explain)
        .execute(arguments);
  }

  private static int explainUsage(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    command
        .getErr()
        .printf(
            "newsdesk: %s; see '%s --help'.%n",
            String.valueOf(e.getMessage()).replaceFirst("\\.$", ""),
            command.getCommandSpec().qualifiedName());
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    boolean expected =
        e instanceof DataException
            || e instanceof TrainingException
            || e instanceof EngineUnavailableException
            || e instanceof CheckpointException
            || e instanceof PredictionException;
    if (!expected) {
      throw e;
    }
    command.getErr().println("newsdesk: " + e.getMessage());
    return command.getCommandSpec().exitCodeOnExecutionException();
  }
}
