package dev.newsdesk.benchmarks.cli;

import dev.newsdesk.benchmarks.BenchmarkException;
import dev.newsdesk.classifier.checkpoint.CheckpointException;
import dev.newsdesk.classifier.network.EngineUnavailableException;
import dev.newsdesk.quickstart.startup.StartupException;
import dev.newsdesk.stream.cli.CommandErrors;
import dev.newsdesk.stream.client.ClientException;
import dev.newsdesk.trainer.data.DataException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;

/** Runs the benchmarks; exits with 0 when done, 1 when failed, 2 on wrong usage. */
public final class BenchMain {

  /**
   * Warnings only, on the error output. Not a logback.xml, of which a class path holds only one.
   */
  static final String LOGGING = "dev/newsdesk/benchmarks/cli/logging.xml";

  private static final CommandErrors ERRORS =
      new CommandErrors(
          List.of(
              BenchmarkException.class,
              EngineUnavailableException.class,
              CheckpointException.class,
              DataException.class,
              StartupException.class,
              ClientException.class));

  private BenchMain() {}

  /** Runs one benchmark. */
  public static void main(String[] arguments) {
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", LOGGING);
    }
    // Figures look the same everywhere, and can be read by scripts.
    Locale.setDefault(Locale.ROOT);
    PrintWriter out = new PrintWriter(System.out, false, Charset.defaultCharset());
    PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
    System.exit(run(out, err, arguments));
  }

  /** Runs one benchmark and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return ERRORS
        .watch(new CommandLine(new PipelineBenchCommand()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(out)
        .setErr(err)
        .execute(arguments);
  }
}
