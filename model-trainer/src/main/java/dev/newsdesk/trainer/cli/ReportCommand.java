package dev.newsdesk.trainer.cli;

import dev.newsdesk.trainer.report.Report;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Regenerates the page on the experiments. */
@Command(
    name = "report",
    description = "Regenerates docs/experiments.md and its plots from the records; reads no data.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Mixin private RecordOptions records = new RecordOptions();

  @Option(
      names = "--docs",
      defaultValue = "${sys:newsdesk.docs:-docs}",
      description = "Folder to write the page to; default: the committed one.")
  private Path docs = Path.of("docs");

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println("Wrote " + new Report(docs).write(records.directory()) + ".");
    out.flush();
    return 0;
  }
}
