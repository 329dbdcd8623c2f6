package dev.newsdesk.quickstart.cli;

import dev.newsdesk.stream.cli.ConnectionOptions;
import dev.newsdesk.stream.cli.StopSignal;
import dev.newsdesk.stream.cli.Terminal;
import dev.newsdesk.stream.display.ReplayJson;
import dev.newsdesk.stream.display.ReplayText;
import dev.newsdesk.stream.replay.KafkaTransport;
import dev.newsdesk.stream.replay.Progress;
import dev.newsdesk.stream.replay.Replay;
import dev.newsdesk.stream.replay.ReplayPlan;
import dev.newsdesk.stream.replay.ReplaySummary;
import dev.newsdesk.stream.replay.Ticker;
import dev.newsdesk.stream.replay.comparison.Comparison;
import dev.newsdesk.stream.replay.comparison.PaddingExplanation;
import dev.newsdesk.stream.replay.comparison.Roster;
import dev.newsdesk.stream.replay.comparison.RunId;
import dev.newsdesk.stream.replay.offline.CheckpointModel;
import dev.newsdesk.stream.replay.offline.OfflineAnswers;
import dev.newsdesk.stream.replay.offline.Selection;
import dev.newsdesk.stream.replay.offline.WrongLabels;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sends labelled articles through a running app and compares its answers with offline ones. */
@Command(
    name = "newsdesk replay",
    description =
        "Sends labelled articles through a running app, and compares what comes back with what the"
            + " checkpoint says offline, article for article.",
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

  /** What a shell tells of a command that Ctrl-C ended. */
  private static final int INTERRUPTED = 130;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopped;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private LabelledDataOptions data = new LabelledDataOptions();
  @Mixin private ReplayOptions options = new ReplayOptions();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  @Option(
      names = "--checkpoint",
      defaultValue = "${sys:newsdesk.checkpoint:-checkpoint}",
      description = "Folder of the checkpoint that the app serves; default: the published one.")
  private Path checkpoint = Path.of("checkpoint");

  @Option(names = "--device", defaultValue = "auto", description = "auto, cpu or gpuN.")
  private String device = "auto";

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  /** Replays; Ctrl-C stops the sending and tells how far it got. */
  @Override
  public Integer call() {
    ReplayPlan plan = checked(options::plan);
    RunId run = checked(options::run);
    Path file = data.file();
    try (CheckpointModel model = checked(() -> CheckpointModel.load(checkpoint, device));
        KafkaTransport transport = new KafkaTransport(connection.settings())) {
      Selection selection =
          new Selection(
              LabelledDataOptions.articles(file),
              options.category(model.labels()),
              options.limit());
      StopSignal stop = new StopSignal(this::stop, PATIENCE, err());
      try {
        Roster roster = ask(model, selection, run);
        announce(file, roster);
        try (Counting counting = Counting.begin(plan, connection.settings(), model.id())) {
          Replay replay =
              new Replay(plan, selection, roster, transport, Ticker.SYSTEM, () -> stopped);
          return replay(replay, roster, model, selection, counting);
        }
      } finally {
        ended.countDown();
        stop.close();
      }
    }
  }

  /** Asks the checkpoint about every article, before the app is kept busy. */
  private Roster ask(CheckpointModel model, Selection selection, RunId run) {
    Roster roster = new Roster(run, model.id());
    WrongLabels wrong = new WrongLabels(model.labels(), options.wrongLabels(), options.seed());
    try (ReplayProgress progress = new ReplayProgress("offline", -1, isWatched())) {
      new OfflineAnswers(selection, model)
          .forEach(
              (row, truth, answer) -> {
                roster.add(row, truth, wrong.next(truth), answer);
                progress.step();
              },
              () -> stopped);
    }
    return roster;
  }

  private int replay(
      Replay replay, Roster roster, CheckpointModel model, Selection selection, Counting counting) {
    try (ReplayProgress progress = new ReplayProgress("came back", roster.size(), isWatched())) {
      replay.run(progress::show);
    }
    if (stopped) {
      tellInterruption(replay.progress(), roster.run());
      return INTERRUPTED;
    }
    Comparison comparison =
        new PaddingExplanation(selection, model).explain(roster.compare(), roster.run());
    ReplaySummary summary =
        new ReplaySummary(
            roster.run().value(),
            roster.checkpoint(),
            model.isBatchInvariant(),
            options.seed(),
            replay.progress(),
            replay.sendingTime(),
            replay.answeringTime(),
            comparison,
            counting.await(comparison.labelled()));
    if (json) {
      out().println(new ReplayJson().line(summary));
    } else {
      new ReplayText(summary).lines().forEach(out()::println);
    }
    out().flush();
    return summary.isExact() ? 0 : 1;
  }

  private void announce(Path file, Roster roster) {
    if (!json && !stopped) {
      out().printf("Replaying %,d articles of %s%n%n", roster.size(), file);
      out().printf("  %-13s %s%n", "run", roster.run());
      out().printf("  %-13s %s%n", "checkpoint", roster.checkpoint());
      out().printf("  %-13s %s%n", "labels", options.labelsInWords(roster.wrongLabels()));
      out().flush();
    }
  }

  private void tellInterruption(Progress reached, RunId run) {
    err()
        .printf(
            "newsdesk: Interrupted: run %s had sent %,d of %,d articles and %,d labels, and %,d had"
                + " come back.%n",
            run,
            reached.articlesSent(),
            reached.articles(),
            reached.labelsSent(),
            reached.arrived());
  }

  /** Runs while the process ends, which waits until the user has been told. */
  private void stop() {
    stopped = true;
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isWatched() {
    return Terminal.isErrorOutput();
  }

  /** Returns what an option gives; one that is out of bounds is wrong usage. */
  private <T> T checked(Supplier<T> option) {
    try {
      return option.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  private PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }
}
