package dev.newsdesk.quickstart.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Runs a replay; exits with 0 when done, 1 when failed, 2 on wrong usage. */
public final class ReplayMain {

  private ReplayMain() {}

  /** Runs a replay. */
  public static void main(String[] arguments) {
    QuickstartMain.prepare();
    PrintWriter out = new PrintWriter(System.out, false, Charset.defaultCharset());
    PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
    System.exit(run(out, err, arguments));
  }

  /** Runs a replay and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new ReplayCommand())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(ReplayMain::explainUsage)
        .setExecutionExceptionHandler(QuickstartMain::explain)
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
}
