package dev.newsdesk.trainer.cli;

import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.experiment.Change;
import dev.newsdesk.trainer.experiment.Experiment;
import dev.newsdesk.trainer.experiment.Experiments;
import dev.newsdesk.trainer.training.RunDirectory;
import dev.newsdesk.trainer.training.RunRecord;
import dev.newsdesk.trainer.training.TrainingException;
import dev.newsdesk.trainer.training.TrainingRun;
import dev.newsdesk.trainer.training.TrainingSet;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains experiments, one after the other, each from where it stopped. */
@Command(
    name = "train",
    description = "Trains experiments; goes on where an interrupted run stopped.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

  private static final Duration SAVING_TAKES_AT_MOST = Duration.ofMinutes(2);

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--experiment", arity = "1..*", description = "Names of experiments.")
  private List<String> names = List.of();

  @Option(names = "--list", description = "Lists the experiments and stops.")
  private boolean list;

  @Option(
      names = "--no-resume",
      negatable = true,
      description = "Begins anew and deletes what an earlier run saved; default: --resume.")
  private boolean resume = true;

  @Mixin private RunOptions options = new RunOptions();

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    PrintWriter out = command.commandLine().getOut();
    if (list) {
      Experiments.all().forEach(experiment -> out.println(describe(experiment)));
      out.flush();
      return 0;
    }
    if (names.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "Name at least one --experiment; --list shows them.");
    }
    List<Experiment> experiments = names.stream().map(this::experiment).toList();
    AgNews agNews = options.data();
    TorchEngine.start();
    try (StopSignal stop = new StopSignal(SAVING_TAKES_AT_MOST)) {
      return trainAll(experiments, agNews, command, stop)
          ? command.exitCodeOnSuccess()
          : command.exitCodeOnExecutionException();
    }
  }

  private boolean trainAll(
      List<Experiment> experiments, AgNews agNews, CommandSpec command, StopSignal stop) {
    PrintWriter out = command.commandLine().getOut();
    try {
      for (Experiment experiment : experiments) {
        if (stop.getAsBoolean() || !train(experiment, agNews, out, stop)) {
          return false;
        }
      }
      return true;
    } catch (TrainingException e) {
      // Said here: once the signal is closed, a process that was asked to stop may end at once.
      command.commandLine().getErr().println("newsdesk: " + e.getMessage());
      return false;
    }
  }

  private Experiment experiment(String name) {
    try {
      return Experiments.named(name);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Returns whether the run has ended, not stopped. */
  private boolean train(Experiment experiment, AgNews agNews, PrintWriter out, StopSignal stop) {
    RunDirectory directory = options.run(experiment.name());
    if (!resume) {
      directory.clear();
    }
    TrainingSet set = TrainingSet.of(agNews, experiment.protocol());
    ProgressLines lines = new ProgressLines(experiment.name(), out);
    Optional<TerminalLine> terminal = TerminalLine.ofConsole();
    Optional<RunRecord> record;
    if (terminal.isPresent()) {
      try (ProgressBarListener bar =
          new ProgressBarListener(experiment.name(), lines, terminal.get())) {
        record = new TrainingRun(experiment, set, directory, bar, stop).run();
      }
    } else {
      record = new TrainingRun(experiment, set, directory, lines, stop).run();
    }
    record.ifPresent(options.records()::keep);
    record.ifPresentOrElse(lines::runEnded, () -> lines.runStopped(resume));
    return record.isPresent();
  }

  private static String describe(Experiment experiment) {
    return String.format(
        Locale.ROOT,
        "%-22s %d-layer %s%s, %s pooling, dropout %.2f%s",
        experiment.name(),
        experiment.layers(),
        experiment.bidirectional() ? "bidirectional " : "",
        experiment.recurrent(),
        experiment.pooling().name().toLowerCase(Locale.ROOT),
        experiment.dropout(),
        experiment.parent() == null ? "" : "; changes " + change(experiment, experiment.parent()));
  }

  private static String change(Experiment experiment, String parent) {
    return Change.between(Experiments.named(parent), experiment).stream()
        .map(
            change ->
                "%s of %s from %s to %s"
                    .formatted(change.setting(), parent, change.before(), change.after()))
        .collect(Collectors.joining(", "));
  }
}
