package dev.newsdesk.trainer.cli;

import dev.newsdesk.trainer.training.RecordDirectory;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where records are kept. */
final class RecordOptions {

  @Option(
      names = "--records",
      defaultValue = "${sys:newsdesk.records:-model-trainer/records}",
      description = "Folder that keeps the records of finished runs; default: the committed one.")
  private Path records = Path.of("model-trainer/records");

  /** Returns the folder of records. */
  RecordDirectory directory() {
    return new RecordDirectory(records);
  }
}
