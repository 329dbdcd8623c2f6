package dev.newsdesk.stream.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Tells what is wrong with a command in one sentence: wrong usage, and failures that have a
 * sentence of their own. Any other failure is a mistake of the program's and keeps its stack trace.
 */
public final class CommandErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {

  private final List<Class<? extends Exception>> expected;

  /** Expects these failures. */
  public CommandErrors(List<Class<? extends Exception>> expected) {
    this.expected = List.copyOf(expected);
  }

  /** Sets itself up, and returns the same command. */
  public CommandLine watch(CommandLine command) {
    return command.setParameterExceptionHandler(this).setExecutionExceptionHandler(this);
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    command
        .getErr()
        .printf(
            "newsdesk: %s; see '%s --help'.%n",
            String.valueOf(e.getMessage()).replaceFirst("\\.$", ""),
            command.getCommandSpec().qualifiedName());
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed)
      throws Exception {
    if (expected.stream().noneMatch(kind -> kind.isInstance(e))) {
      throw e;
    }
    command.getErr().println("newsdesk: " + e.getMessage());
    return command.getCommandSpec().exitCodeOnExecutionException();
  }
}
