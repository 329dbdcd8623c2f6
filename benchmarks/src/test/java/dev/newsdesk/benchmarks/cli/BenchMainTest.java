package dev.newsdesk.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class BenchMainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void refusesToMeasureNothing() {
    assertUsage("Missing required subcommand; see 'newsdesk bench --help'.");
    assertUsage(
        "--rounds is 0: measure at least once; see 'newsdesk bench trainer --help'.",
        "trainer",
        "--rounds",
        "0");
  }

  private void assertUsage(String message, String... arguments) {
    err.getBuffer().setLength(0);

    assertThat(BenchMain.run(new PrintWriter(out), new PrintWriter(err, true), arguments))
        .isEqualTo(2);
    assertThat(err).hasToString("newsdesk: " + message + System.lineSeparator());
  }
}
