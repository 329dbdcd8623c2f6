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
    assertUsage(
        "--articles is 999: take at least 1000; see 'newsdesk bench --help'.", "--articles", "999");
    assertUsage("--threads is 0: take at least 1; see 'newsdesk bench --help'.", "--threads", "0");
    assertUsage(
        "--latency-seconds is -1: take at least 0; see 'newsdesk bench --help'.",
        "--latency-seconds",
        "-1");
    assertUsage(
        "--rounds is 0: measure at least once; see 'newsdesk bench --help'.", "--rounds", "0");
    assertUsage(
        "--rounds is 0: measure at least once; see 'newsdesk bench trainer --help'.",
        "trainer",
        "--rounds",
        "0");
  }

  @Test
  void refusesARowThatIsNone() {
    assertUsage(
        "Invalid value for option '--rows' (ROW): expected one of [BARE, APP, SINGLE, ARRIVAL,"
            + " ACCURACY] (case-insensitive) but was 'kafka'; see 'newsdesk bench --help'.",
        "--rows",
        "bare,kafka");
  }

  @Test
  void refusesASoakThatShowsNothing() {
    assertUsage(
        "--minutes is 1: take at least 2, for something to compare; see 'newsdesk bench soak"
            + " --help'.",
        "soak",
        "--minutes",
        "1");
    assertUsage(
        "--load is 1.0: take a share above 0 and below 1; see 'newsdesk bench soak --help'.",
        "soak",
        "--load",
        "1");
    assertUsage(
        "--articles is 0: take at least 1000; see 'newsdesk bench instances --help'.",
        "instances",
        "--articles",
        "0");
  }

  @Test
  void saysInOneSentenceWhereArticlesAreMissing() {
    assertThat(
            BenchMain.run(
                new PrintWriter(out), new PrintWriter(err, true), "--data", "no-such-folder"))
        .isEqualTo(1);
    assertThat(err)
        .hasToString(
            "newsdesk: The data folder no-such-folder is not there: name one that holds AG News."
                + System.lineSeparator());
  }

  private void assertUsage(String message, String... arguments) {
    err.getBuffer().setLength(0);

    assertThat(BenchMain.run(new PrintWriter(out), new PrintWriter(err, true), arguments))
        .isEqualTo(2);
    assertThat(err).hasToString("newsdesk: " + message + System.lineSeparator());
  }
}
