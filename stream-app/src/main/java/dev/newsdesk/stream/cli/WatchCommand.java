package dev.newsdesk.stream.cli;

import dev.newsdesk.stream.client.Arrival;
import dev.newsdesk.stream.client.ArrivalReader;
import dev.newsdesk.stream.client.CategoryTopics;
import dev.newsdesk.stream.client.ClientException;
import dev.newsdesk.stream.client.ClientSettings;
import dev.newsdesk.stream.display.ArrivalFormat;
import dev.newsdesk.stream.display.Colours;
import dev.newsdesk.stream.display.JsonFormat;
import dev.newsdesk.stream.display.LineFormat;
import dev.newsdesk.stream.display.Rates;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints labelled articles as they come. */
@Command(
    name = "watch",
    description = "Prints classified articles as they come, until it is stopped.",
    mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration STATISTICS = Duration.ofSeconds(5);

  private final Rates rates = new Rates(Clock.systemUTC());
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopped;
  private volatile boolean done;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  @Parameters(
      arity = "0..*",
      paramLabel = "CATEGORY",
      description = "Categories, for example Sports; default: all that there are.")
  private List<String> categories = List.of();

  @Option(names = "--from-beginning", description = "Prints what is there already, too.")
  private boolean fromBeginning;

  @Option(names = "--dead-letters", description = "Prints what could not be classified, too.")
  private boolean deadLetters;

  @Option(names = "--max", description = "Stops after so many lines.")
  private long max = Long.MAX_VALUE;

  @Option(
      names = "--stats",
      description = "Tells articles a second by category at the end; on a terminal every 5 s, too.")
  private boolean statistics;

  @Option(names = "--json", description = "Prints each as a line of JSON.")
  private boolean json;

  /** Watches; Ctrl-C is how it ends, so that is no failure. */
  @Override
  public Integer call() {
    ClientSettings settings = connection.settings();
    try (ArrivalReader reader = new ArrivalReader(settings)) {
      CategoryTopics existing = reader.categories();
      List<String> topics = new ArrayList<>(existing.named(categories));
      if (deadLetters) {
        topics.add(settings.topics().deadLetters());
      }
      reader.read(topics, fromBeginning);
      StopSignal stop = new StopSignal(this::stop, PATIENCE, err());
      try {
        show(reader, format(settings, existing));
        summarise();
        done = true;
      } finally {
        ended.countDown();
        stop.close();
      }
    }
    return 0;
  }

  private ArrivalFormat format(ClientSettings settings, CategoryTopics existing) {
    if (json) {
      return new JsonFormat();
    }
    Colours colours = Ansi.AUTO.enabled() ? new CategoryColours(existing.existing()) : Colours.NONE;
    // A file or another program gets the whole headline.
    int columns =
        Terminal.isOutput()
            ? Terminal.columns(System.getenv("COLUMNS")).orElse(Integer.MAX_VALUE)
            : Integer.MAX_VALUE;
    return new LineFormat(colours, settings.topics().deadLetters(), columns);
  }

  private void show(ArrivalReader reader, ArrivalFormat format) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    boolean regularly = statistics && Terminal.isErrorOutput();
    long shown = 0;
    while (shown < max && !stopped && !out.checkError()) {
      for (Arrival arrival : reader.poll(POLL)) {
        if (shown < max) {
          out.println(format.line(arrival));
          rates.add(arrival);
          shown++;
        }
      }
      if (regularly) {
        out.flush();
        rates.every(STATISTICS).ifPresent(err()::println);
      }
    }
    if (out.checkError()) {
      Terminal.outputFailure().ifPresent(WatchCommand::outputFailed);
    }
  }

  private static void outputFailed(String reason) {
    throw new ClientException(
        "The output cannot be written ("
            + reason
            + "), so that its end is missing: make room for it, or write to another place.");
  }

  private void summarise() {
    if (statistics) {
      rates.totals().forEach(err()::println);
    } else if (stopped) {
      err().println(rates.sentence());
    }
  }

  /** Runs while the process ends, whose exit code would tell the signal. */
  private void stop() {
    stopped = true;
    try {
      ended.await();
      if (done) {
        Runtime.getRuntime().halt(0);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }
}
