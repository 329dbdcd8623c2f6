package dev.newsdesk.benchmarks.cli;

import dev.newsdesk.benchmarks.pipeline.Setup;
import dev.newsdesk.benchmarks.pipeline.SoakBenchmark;
import dev.newsdesk.benchmarks.pipeline.SoakSample;
import dev.newsdesk.benchmarks.pipeline.SoakTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints what the app holds while it works for a long time. */
@Command(
    name = "soak",
    description = "Lets the app work at a share of its capacity and shows whether memory grows.",
    mixinStandardHelpOptions = true)
final class SoakBenchCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final BacklogOptions options = new BacklogOptions();

  @Mixin private final ThreadOptions threads = new ThreadOptions();

  @Option(
      names = "--minutes",
      defaultValue = "15",
      description = "How long it works; default: ${DEFAULT-VALUE}.")
  private int minutes;

  @Option(
      names = "--load",
      defaultValue = "0.5",
      description =
          "Share of the measured capacity, above 0 and below 1; default: ${DEFAULT-VALUE}.")
  private double load;

  @Override
  public Integer call() {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    options.check(command);
    threads.check(command);
    if (minutes < 2) {
      throw new ParameterException(
          command, "--minutes is " + minutes + ": take at least 2, for something to compare.");
    }
    if (!(load > 0 && load < 1)) {
      throw new ParameterException(
          command, "--load is " + load + ": take a share above 0 and below 1.");
    }
    Setup setup = options.setup(threads.threads());
    SoakTable table = new SoakTable(command.getOut());
    table.head();
    List<SoakSample> samples = new ArrayList<>();
    new SoakBenchmark(setup, command.getErr()::println)
        .run(
            load,
            Duration.ofMinutes(minutes),
            sample -> {
              samples.add(sample);
              table.add(sample);
            });
    table.compare(samples);
    return 0;
  }
}
