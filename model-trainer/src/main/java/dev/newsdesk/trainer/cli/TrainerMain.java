package dev.newsdesk.trainer.cli;

import dev.newsdesk.classifier.checkpoint.CheckpointException;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.trainer.data.DataException;
import dev.newsdesk.trainer.training.TrainingException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Runs the trainer's commands; exits with 0 when done, 1 when failed, 2 on wrong usage. */
@Command(
    name = "newsdesk",
    description = "Trains, evaluates and publishes news classifiers.",
    mixinStandardHelpOptions = true,
    subcommands = {TrainCommand.class, EvaluateCommand.class, PublishCommand.class})
public final class TrainerMain {

  private TrainerMain() {}

  /** Runs one command. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs one command and returns its exit code. */
  static int run(String... arguments) {
    // One thread an operation: two runs side by side on two cores do more than one run on both.
    TorchEngine.configure(1);
    return new CommandLine(new TrainerMain())
        .setExecutionExceptionHandler(TrainerMain::explain)
        .execute(arguments);
  }

  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    boolean expected =
        e instanceof DataException
            || e instanceof TrainingException
            || e instanceof CheckpointException
            || e instanceof IllegalArgumentException;
    if (!expected) {
      throw e;
    }
    command.getErr().println("newsdesk: " + e.getMessage());
    return e instanceof IllegalArgumentException ? 2 : 1;
  }
}
