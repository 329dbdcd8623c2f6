package dev.newsdesk.quickstart.cli;

import dev.newsdesk.classifier.checkpoint.CheckpointException;
import dev.newsdesk.classifier.network.EngineUnavailableException;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.classifier.prediction.PredictionException;
import dev.newsdesk.quickstart.demo.DemoException;
import dev.newsdesk.quickstart.startup.StartupException;
import dev.newsdesk.stream.client.ClientException;
import dev.newsdesk.stream.config.ConfigurationException;
import dev.newsdesk.trainer.data.DataException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import picocli.CommandLine;

/** Runs the quickstart; exits with 0 when done, 1 when failed, 2 on wrong usage. */
public final class QuickstartMain {

  private QuickstartMain() {}

  /** Runs the quickstart. */
  public static void main(String[] arguments) {
    prepare();
    PrintWriter out = new PrintWriter(System.out, false, Charset.defaultCharset());
    System.exit(
        new CommandLine(new QuickstartCommand())
            .setOut(out)
            .setExecutionExceptionHandler(QuickstartMain::explain)
            .execute(arguments));
  }

  /** Sets what holds for the whole process; before anything else uses it. */
  static void prepare() {
    // Not a logback.xml, of which a class path holds only one.
    setIfAbsent("logback.configurationFile", "dev/newsdesk/quickstart/cli/logging.xml");
    // From JDK 22 on, another provider gives a console even where there is no terminal.
    setIfAbsent("jdk.console", "java.base");
    // One thread an operation: each stream thread has a predictor of its own.
    TorchEngine.configure(1);
    // Figures look the same everywhere, and can be read by scripts.
    Locale.setDefault(Locale.ROOT);
  }

  private static void setIfAbsent(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }

  /** Says an expected failure in its one sentence. */
  static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    boolean expected =
        e instanceof DataException
            || e instanceof StartupException
            || e instanceof dev.newsdesk.stream.app.StartupException
            || e instanceof ClientException
            || e instanceof DemoException
            || e instanceof ConfigurationException
            || e instanceof PredictionException
            || e instanceof EngineUnavailableException
            || e instanceof CheckpointException;
    if (!expected) {
      throw e;
    }
    command.getErr().println("newsdesk: " + e.getMessage());
    return command.getCommandSpec().exitCodeOnExecutionException();
  }
}
