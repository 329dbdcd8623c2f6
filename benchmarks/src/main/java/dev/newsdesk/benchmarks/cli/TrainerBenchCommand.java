package dev.newsdesk.benchmarks.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.newsdesk.benchmarks.trainer.TrainerComparison;
import dev.newsdesk.benchmarks.trainer.TrainerOverhead;
import dev.newsdesk.classifier.network.TorchEngine;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints what a step of the trainer costs. */
@Command(
    name = "trainer",
    description =
        "Compares a step of the trainer with the bare engine calls of the same network and batch.",
    mixinStandardHelpOptions = true)
final class TrainerBenchCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "How often each step is measured; default: ${DEFAULT-VALUE}.")
  private int rounds = 5;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    CommandSpec command = Objects.requireNonNull(spec);
    if (rounds < 1) {
      throw new ParameterException(
          command.commandLine(), "--rounds is " + rounds + ": measure at least once.");
    }
    // Here one sentence can say that it does not start; in the benchmark's process none could.
    TorchEngine.configure(1);
    TorchEngine.start();
    TrainerComparison comparison =
        new TrainerComparison(List.of("-Dlogback.configurationFile=" + BenchMain.LOGGING));
    List<TrainerOverhead> results = new ArrayList<>();
    for (String network : TrainerComparison.NETWORKS) {
      command.commandLine().getErr().printf("Measuring %s, %d rounds …%n", network, rounds);
      results.add(comparison.compare(network, rounds));
    }
    PrintWriter out = command.commandLine().getOut();
    print(results, out);
    out.flush();
    return 0;
  }

  private void print(List<TrainerOverhead> results, PrintWriter out)
      throws JsonProcessingException {
    if (json) {
      out.println(
          JsonMapper.builder()
              .build()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(Map.of("trainer", results)));
      return;
    }
    out.println("network    trainer step    bare step   ratio");
    for (TrainerOverhead result : results) {
      out.printf(
          Locale.ROOT,
          "%-9s %10.1f ms %9.1f ms %7.3f%n",
          result.network(),
          result.trainerMillis(),
          result.bareMillis(),
          result.ratio());
    }
  }
}
