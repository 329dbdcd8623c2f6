package dev.newsdesk.trainer.cli;

import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.data.DataDescription;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Records what the report shows of the data set. */
@Command(
    name = "describe",
    description = "Records what the report shows of the data: classes and lengths of its texts.",
    mixinStandardHelpOptions = true)
final class DescribeCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Mixin private DataOptions data = new DataOptions();

  @Mixin private RecordOptions records = new RecordOptions();

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    AgNews agNews = data.require();
    DataDescription description = DataDescription.of(agNews.train(), agNews.test());
    records.directory().keep(DataDescription.RECORD, description);
    out.printf(
        "Recorded %d training rows and %d test rows.%n",
        description.trainRows().stream().mapToInt(Integer::intValue).sum(),
        description.testClasses().length());
    out.flush();
    return 0;
  }
}
