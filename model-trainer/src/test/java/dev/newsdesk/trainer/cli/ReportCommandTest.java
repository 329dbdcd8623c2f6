package dev.newsdesk.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {

  @TempDir private Path folder = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void writesThePageAndTellsWhere() {
    assertThat(report()).isZero();

    Path page = folder.resolve("docs").resolve("experiments.md");
    assertThat(page).exists();
    assertThat(out).hasToString("Wrote " + page + "." + System.lineSeparator());
  }

  @Test
  void explainsAMalformedRecordInOneSentence() throws IOException {
    Path record = Files.writeString(folder.resolve("data.json"), "{");

    assertThat(report()).isEqualTo(1);

    assertThat(err.toString())
        .startsWith("newsdesk: The record " + record + " cannot be read")
        .hasLineCount(1);
  }

  private int report() {
    return TrainerMain.run(
        new PrintWriter(out),
        new PrintWriter(err, true),
        "report",
        "--records",
        folder.toString(),
        "--docs",
        folder.resolve("docs").toString());
  }
}
