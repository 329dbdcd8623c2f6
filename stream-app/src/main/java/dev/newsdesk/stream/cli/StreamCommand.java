package dev.newsdesk.stream.cli;

import dev.newsdesk.stream.app.StreamApp;
import dev.newsdesk.stream.config.SettingsReader;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the app against a real cluster until it is told to stop. */
@Command(
    name = "stream",
    description = "Classifies articles on a Kafka cluster until it is stopped.",
    mixinStandardHelpOptions = true)
final class StreamCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(StreamCommand.class);

  private static final int FAILED = 1;

  /** What a shell makes of SIGTERM. */
  private static final int TERMINATED = 143;

  /** Beyond what closing the app may take, and below the 30 seconds that Kubernetes grants. */
  private static final Duration END_LIMIT = StreamApp.CLOSE_TIMEOUT.plusSeconds(13);

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--config", required = true, description = "Properties file with the settings.")
  private Path config = Path.of("");

  @Override
  public Integer call() throws InterruptedException {
    Optional<Throwable> failure;
    try (StreamApp app = StreamApp.start(new SettingsReader(System.getenv()).read(config))) {
      ProcessEnd end = new ProcessEnd(END_LIMIT, exitCode -> halt(app, exitCode));
      // Ctrl-C and SIGTERM: the process ends when the hook has, so everything is committed then.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(app, end), "shutdown"));
      announce(app);
      failure = app.await();
      if (failure.isPresent()) {
        end.within(FAILED);
        LOG.atError().setCause(failure.get()).log("The app failed");
      }
    }
    failure.ifPresent(this::explain);
    return failure.isPresent() ? FAILED : 0;
  }

  /** Says why, too, where closing the app takes too long. */
  private void halt(StreamApp app, int exitCode) {
    app.failure().ifPresent(this::explain);
    Runtime.getRuntime().halt(exitCode);
  }

  private static void stop(StreamApp app, ProcessEnd end) {
    end.within(TERMINATED);
    app.close();
  }

  private void announce(StreamApp app) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    InetSocketAddress http = app.httpAddress();
    String host = http.getAddress().getHostAddress();
    out.printf(
        "Serving checkpoint %s; health and metrics at http://%s:%d%n",
        app.checkpoint().id(), host.contains(":") ? "[" + host + "]" : host, http.getPort());
    out.flush();
  }

  /** The process's last line: what closing logs comes before it. */
  private void explain(Throwable cause) {
    Objects.requireNonNull(spec)
        .commandLine()
        .getErr()
        .println(
            "newsdesk: The app failed ("
                + StreamApp.explain(cause).replaceFirst("\\.$", "")
                + "): see the log for where, correct the cause and start it again; nothing is"
                + " lost.");
  }
}
