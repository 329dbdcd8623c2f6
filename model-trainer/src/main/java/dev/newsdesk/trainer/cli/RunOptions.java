package dev.newsdesk.trainer.cli;

import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.training.RecordDirectory;
import dev.newsdesk.trainer.training.RunDirectory;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where runs find their data and leave what they make. */
final class RunOptions {

  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--runs",
      defaultValue = "runs",
      description = "Folder that keeps the runs; default: ${DEFAULT-VALUE}.")
  private Path runs = Path.of("runs");

  @Mixin private RecordOptions records = new RecordOptions();

  /** Returns the data set, downloading it where need be. */
  AgNews data() {
    return data.require();
  }

  /** Returns the folder of a run. */
  RunDirectory run(String experiment) {
    return new RunDirectory(runs.resolve(experiment));
  }

  /** Returns the folder of records. */
  RecordDirectory records() {
    return records.directory();
  }
}
