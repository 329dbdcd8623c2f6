package dev.newsdesk.quickstart.cli;

import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.quickstart.demo.Demo;
import dev.newsdesk.quickstart.demo.DemoException;
import dev.newsdesk.quickstart.demo.RunningSystem;
import dev.newsdesk.stream.client.ArrivalReader;
import dev.newsdesk.stream.topics.Topics;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.data.AgNewsSource;
import dev.newsdesk.trainer.data.NewsRow;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts everything, sends articles through it and accounts for every one. */
@Command(
    name = "quickstart",
    description = "Starts Kafka, a schema registry and the app, and sends articles through them.",
    mixinStandardHelpOptions = true)
final class QuickstartCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--data",
      description =
          "Folder with AG News; default: $AG_NEWS_DIR, else the cache, else samples alone.")
  private @Nullable Path data;

  @Option(
      names = "--checkpoint",
      defaultValue = "${sys:newsdesk.checkpoint:-checkpoint}",
      description = "Checkpoint folder; default: the published one.")
  private Path checkpoint = Path.of("checkpoint");

  @Option(
      names = "--kafka-port",
      defaultValue = "0",
      description = "Port for the broker; default: any free one.")
  private int kafkaPort;

  @Option(
      names = "--registry-port",
      defaultValue = "0",
      description = "Port for the schema registry; default: any free one.")
  private int registryPort;

  @Option(names = "--keep-running", description = "Leaves everything up until Ctrl-C.")
  private boolean keepRunning;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    requirePort("--kafka-port", kafkaPort);
    requirePort("--registry-port", registryPort);
    // Looked for first: a wrong folder is found out before anything starts.
    Optional<List<NewsRow>> rows =
        new AgNewsSource(System.getenv(), Path.of(System.getProperty("user.home", ".")))
            .find(data)
            .map(AgNews::test);
    out.println("Starting Kafka, the schema registry and the stream app …");
    out.flush();
    try (RunningSystem system = new RunningSystem(checkpoint, kafkaPort, registryPort)) {
      boolean exact = play(system, rows, out);
      if (keepRunning) {
        out.printf(
            "%nEverything stays up, and the live page at %s. Stop it with Ctrl-C.%n", page(system));
        out.flush();
        system
            .awaitEnd()
            .ifPresent(
                cause -> {
                  throw new DemoException(cause);
                });
      }
      return exact ? 0 : 1;
    }
  }

  private void requirePort(String option, int port) {
    if (port < 0 || port > 65_535) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          option + " is " + port + "; it must be from 0 to 65535, 0 for any free port.");
    }
  }

  private static boolean play(RunningSystem system, Optional<List<NewsRow>> rows, PrintWriter out) {
    CheckpointManifest manifest = system.app().checkpoint();
    printAddresses(system, manifest, out);
    Topics topics = system.settings().topics();
    List<String> outputs =
        new ArrayList<>(manifest.labels().stream().map(topics::category).toList());
    outputs.add(topics.deadLetters());
    try (ArrivalReader reader = new ArrivalReader(system.client(), outputs, true)) {
      Demo demo = new Demo(system, reader);
      out.println("\nSending the sample articles:\n");
      out.flush();
      demo.playSamples(new ArrivalPrinter(out)::print);
      Duration time = rows.map(some -> playRows(demo, some, out)).orElse(null);
      if (time == null) {
        out.println(
            "\nAG News is not on this machine: name its folder with --data or AG_NEWS_DIR to send"
                + " its 7,600 test articles too.");
      }
      return demo.summarize(manifest.labels(), time, out);
    }
  }

  private static Duration playRows(Demo demo, List<NewsRow> rows, PrintWriter out) {
    out.printf("%nSending the %,d test articles of AG News …%n", rows.size());
    out.flush();
    try (ClassifiedProgress progress = new ClassifiedProgress(rows.size(), out)) {
      return demo.playRows(rows, arrival -> progress.step());
    }
  }

  private static String page(RunningSystem system) {
    return "http://127.0.0.1:" + system.app().httpAddress().getPort() + "/";
  }

  private static void printAddresses(
      RunningSystem system, CheckpointManifest manifest, PrintWriter out) {
    CheckpointManifest.Accuracy accuracy = manifest.accuracy();
    out.printf("%n  %-13s %s%n", "Kafka", system.client().bootstrapServers());
    out.printf("  %-13s %s%n", "registry", system.registryUrl());
    out.printf("  %-13s %s%n", "live page", page(system));
    out.printf("  %-13s %smetrics%n", "metrics", page(system));
    out.printf("  %-13s %s", "checkpoint", manifest.id());
    if (accuracy != null) {
      out.printf(
          ", %.2f %% right on the %,d test articles of %s",
          100 * accuracy.test(), accuracy.testRows(), manifest.training().data());
    }
    out.println();
  }
}
