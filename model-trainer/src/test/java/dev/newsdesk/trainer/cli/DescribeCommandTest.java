package dev.newsdesk.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.trainer.SyntheticNews;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.data.DataDescription;
import dev.newsdesk.trainer.training.RecordDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescribeCommandTest {

  @Test
  void recordsWhatTheReportShowsOfTheData(@TempDir Path folder) throws IOException {
    Path data = SyntheticNews.writeTo(folder.resolve("data"), 8, 4);
    Path records = folder.resolve("records");
    StringWriter out = new StringWriter();

    int exit =
        TrainerMain.run(
            new PrintWriter(out),
            new PrintWriter(out),
            "describe",
            "--data",
            data.toString(),
            "--records",
            records.toString());

    assertThat(exit).isZero();
    assertThat(out.toString()).startsWith("Recorded 8 training rows and 4 test rows.");
    AgNews rows = new AgNews(data);
    assertThat(new RecordDirectory(records).read(DataDescription.RECORD, DataDescription.class))
        .contains(DataDescription.of(rows.train(), rows.test()));
  }
}
