package dev.newsdesk.trainer.cli;

import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.data.AgNewsSource;
import dev.newsdesk.trainer.experiment.Experiment;
import dev.newsdesk.trainer.experiment.Experiments;
import dev.newsdesk.trainer.training.RunDirectory;
import dev.newsdesk.trainer.training.TrainingRun;
import dev.newsdesk.trainer.training.TrainingSet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--experiment", arity = "1..*", description = "Names of experiments.")
  private List<String> names = List.of();

  @Option(names = "--list", description = "Lists the experiments and stops.")
  private boolean list;

  @Option(names = "--data", description = "Folder with AG News; default: $AG_NEWS_DIR.")
  private @Nullable Path data;

  @Option(
      names = "--runs",
      defaultValue = "runs",
      description = "Folder that keeps the runs; default: ${DEFAULT-VALUE}.")
  private Path runs = Path.of("runs");

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
    AgNews agNews = new AgNewsSource(System.getenv(), home()).require(data);
    TorchEngine.start();
    for (Experiment experiment : experiments) {
      train(experiment, agNews, out);
    }
    return 0;
  }

  private Experiment experiment(String name) {
    try {
      return Experiments.named(name);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void train(Experiment experiment, AgNews agNews, PrintWriter out) {
    TrainingSet set = TrainingSet.of(agNews, experiment.protocol());
    RunDirectory directory = new RunDirectory(runs.resolve(experiment.name()));
    ProgressLines lines = new ProgressLines(experiment.name(), out);
    Optional<TerminalLine> terminal = TerminalLine.ofConsole();
    if (terminal.isPresent()) {
      try (ProgressBarListener bar =
          new ProgressBarListener(experiment.name(), lines, terminal.get())) {
        lines.runEnded(new TrainingRun(experiment, set, directory, bar).run());
      }
    } else {
      lines.runEnded(new TrainingRun(experiment, set, directory, lines).run());
    }
  }

  static Path home() {
    return Path.of(System.getProperty("user.home", "."));
  }

  private static String describe(Experiment experiment) {
    return String.format(
        Locale.ROOT,
        "%-12s %d-layer %s%s, %s pooling, dropout %.2f",
        experiment.name(),
        experiment.layers(),
        experiment.bidirectional() ? "bidirectional " : "",
        experiment.recurrent(),
        experiment.pooling().name().toLowerCase(Locale.ROOT),
        experiment.dropout());
  }
}
