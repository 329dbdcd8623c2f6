package dev.newsdesk.benchmarks.trainer;

import dev.newsdesk.benchmarks.BenchmarkException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link TrainerBenchmark} in rounds. The two steps take turns, each in a process of its own,
 * so that whatever else the machine does hits both.
 */
public final class TrainerComparison {

  /** The networks that are compared. */
  public static final List<String> NETWORKS = List.of("gru-max", "lstm2-max");

  private static final int ITERATIONS = 3;

  private final List<String> jvmArguments;

  /** Compares in processes that get these arguments beside those of this one. */
  public TrainerComparison(List<String> jvmArguments) {
    this.jvmArguments = List.copyOf(jvmArguments);
  }

  /**
   * Compares the two steps of a network; takes about half a minute a round.
   *
   * @param rounds at least 1
   * @throws BenchmarkException when a process fails
   */
  public TrainerOverhead compare(String network, int rounds) {
    List<TrainerOverhead.Round> measured = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      // Turns about, so that neither always runs on the machine that the other has warmed.
      boolean trainerFirst = round % 2 == 0;
      double first = millis(trainerFirst ? "trainerStep" : "bareStep", network);
      double second = millis(trainerFirst ? "bareStep" : "trainerStep", network);
      measured.add(
          trainerFirst
              ? new TrainerOverhead.Round(first, second)
              : new TrainerOverhead.Round(second, first));
    }
    return TrainerOverhead.of(network, measured);
  }

  private double millis(String step, String network) {
    var options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(TrainerBenchmark.class.getName() + "." + step) + "$")
            .param("network", network)
            .forks(1)
            .warmupIterations(1)
            .warmupTime(TimeValue.seconds(3))
            .measurementIterations(ITERATIONS)
            .measurementTime(TimeValue.seconds(2))
            .jvmArgsAppend(jvmArguments.toArray(String[]::new))
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .build();
    try {
      return new Runner(options).runSingle().getPrimaryResult().getScore();
    } catch (RunnerException e) {
      throw new BenchmarkException(
          "The benchmark "
              + step
              + " of "
              + network
              + " failed ("
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + "): run it again, and no other benchmark beside it.",
          e);
    }
  }
}
