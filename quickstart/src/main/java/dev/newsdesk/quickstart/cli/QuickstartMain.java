package dev.newsdesk.quickstart.cli;

import dev.newsdesk.classifier.checkpoint.CheckpointException;
import dev.newsdesk.classifier.network.EngineUnavailableException;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.classifier.prediction.PredictionException;
import dev.newsdesk.quickstart.demo.DemoException;
import dev.newsdesk.quickstart.startup.StartupException;
import dev.newsdesk.stream.cli.CommandErrors;
import dev.newsdesk.stream.client.ClientException;
import dev.newsdesk.stream.config.ConfigurationException;
import dev.newsdesk.trainer.data.DataException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;

/** Runs the quickstart; exits with 0 when done, 1 when failed, 2 on wrong usage. */
public final class QuickstartMain {

  /** What this module's commands may fail with. */
  static final CommandErrors ERRORS =
      new CommandErrors(
          List.of(
              DataException.class,
              StartupException.class,
              dev.newsdesk.stream.app.StartupException.class,
              ClientException.class,
              DemoException.class,
              ConfigurationException.class,
              PredictionException.class,
              EngineUnavailableException.class,
              CheckpointException.class));

  private QuickstartMain() {}

  /** Runs the quickstart. */
  public static void main(String[] arguments) {
    prepare();
    PrintWriter out = new PrintWriter(System.out, false, Charset.defaultCharset());
    System.exit(
        ERRORS.watch(new CommandLine(new QuickstartCommand())).setOut(out).execute(arguments));
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
}
