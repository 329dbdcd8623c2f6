package dev.newsdesk.benchmarks.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.newsdesk.benchmarks.pipeline.PipelineBenchmark;
import dev.newsdesk.benchmarks.pipeline.PipelineFigures;
import dev.newsdesk.benchmarks.pipeline.PipelineTable;
import dev.newsdesk.benchmarks.pipeline.Row;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Without a subcommand: the pipeline, beside the bare model. */
@Command(
    name = "newsdesk bench",
    description =
        "Measures how fast the app is beside the bare model, and how long an article takes. A"
            + " subcommand measures something else.",
    mixinStandardHelpOptions = true,
    subcommands = {InstancesBenchCommand.class, SoakBenchCommand.class, TrainerBenchCommand.class})
final class PipelineBenchCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final BacklogOptions options = new BacklogOptions();

  @Mixin private final ThreadOptions threads = new ThreadOptions();

  @Option(
      names = "--latency-seconds",
      defaultValue = "60",
      description =
          "How long articles come at each load; the first half is to warm up; 0 leaves latency out;"
              + " default: ${DEFAULT-VALUE}.")
  private int latencySeconds;

  @Option(
      names = "--rounds",
      defaultValue = "2",
      description = "How often each row is measured; default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--rows",
      split = ",",
      paramLabel = "ROW",
      description =
          "Which rows: bare, app, single, arrival, accuracy, with commas between; default: all.")
  private Set<Row> rows = EnumSet.allOf(Row.class);

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    options.check(command);
    threads.check(command);
    if (latencySeconds < 0) {
      throw new ParameterException(
          command, "--latency-seconds is " + latencySeconds + ": take at least 0.");
    }
    if (rounds < 1) {
      throw new ParameterException(command, "--rounds is " + rounds + ": measure at least once.");
    }
    PipelineFigures figures =
        new PipelineBenchmark(options.setup(threads.threads()), command.getErr()::println)
            .run(rows, rounds, Duration.ofSeconds(latencySeconds));
    PrintWriter out = command.getOut();
    if (json) {
      out.println(
          JsonMapper.builder()
              .build()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(figures));
    } else {
      new PipelineTable(options.articles(), rounds, figures).print(out);
    }
    out.flush();
    return 0;
  }
}
