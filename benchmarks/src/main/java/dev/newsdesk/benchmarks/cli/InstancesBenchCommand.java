package dev.newsdesk.benchmarks.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.newsdesk.benchmarks.pipeline.InstanceFigures;
import dev.newsdesk.benchmarks.pipeline.InstancesBenchmark;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what a second instance brings. */
@Command(
    name = "instances",
    description = "Compares two instances of the app, one thread each, with one on two partitions.",
    mixinStandardHelpOptions = true)
final class InstancesBenchCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final BacklogOptions options = new BacklogOptions();

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    options.check(command);
    InstanceFigures figures =
        new InstancesBenchmark(options.setup(1), command.getErr()::println).run();
    PrintWriter out = command.getOut();
    if (json) {
      out.println(
          JsonMapper.builder()
              .build()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(Map.of("instances", figures)));
    } else {
      out.printf(
          Locale.ROOT,
          "one instance   %,8.0f articles/s%ntwo instances  %,8.0f articles/s%nratio         "
              + " %8.3f%n",
          figures.oneArticlesPerSecond(),
          figures.twoArticlesPerSecond(),
          figures.ratio());
    }
    out.flush();
    return 0;
  }
}
