package dev.newsdesk.quickstart.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;

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
    return QuickstartMain.ERRORS
        .watch(new CommandLine(new ReplayCommand()))
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }
}
