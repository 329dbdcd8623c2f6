package dev.newsdesk.quickstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exit codes, and one sentence for whatever goes wrong before anything is sent. */
class ReplayMainTest {

  @TempDir private Path directory = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void helpIsNoFailure() {
    assertThat(run("--help")).isZero();
    assertThat(out).asString().contains("Usage: newsdesk replay", "--wrong-labels");
  }

  @Test
  void wrongUsageIsTwoAndOneSentence() {
    Map.of(
            "--rate 0",
            "The rate must be above 0 articles a second",
            "--limit 0",
            "The limit must be at least one article",
            "--label-repeats 0",
            "Each label must be sent once or more: for none, send no labels",
            "--labels first --label-delay 5s",
            "Only labels that come after their articles can be delayed",
            "--wrong-labels 1.5",
            "The share of wrong labels must be from 0 to 1",
            "--label-delay 10",
            "Invalid value for option '--label-delay': '10' is no duration such as 30s, 10m or"
                + " 1h30m",
            "--run a/b",
            "The run id 'a/b' must have 1 to 100 letters, digits, dots, dashes or underscores, and"
                + " begin with a letter or digit",
            "--nonsense",
            "Unknown option: '--nonsense'")
        .forEach(
            (arguments, sentence) -> {
              err.getBuffer().setLength(0);
              assertThat(run(arguments.split(" "))).as(arguments).isEqualTo(2);
              assertThat(err)
                  .hasToString(
                      "newsdesk: %s; see 'newsdesk replay --help'.%s"
                          .formatted(sentence, System.lineSeparator()));
            });
  }

  @Test
  void aFolderWithoutTheData() {
    assertThat(run("--data", directory.toString())).isEqualTo(1);
    assertThat(sentence())
        .isEqualTo(
            "The data folder "
                + directory
                + " holds no readable train.csv: put AG News' train.csv and test.csv there, or name"
                + " another folder.");
  }

  @Test
  void aCheckpointThatIsNotThere() throws IOException {
    assertThat(run("--data", csv("\"1\",\"T\",\"D\"\n"), "--checkpoint", "nowhere")).isEqualTo(1);
    assertThat(sentence()).startsWith("The checkpoint file nowhere").contains(" is missing: ");
  }

  @Test
  void noBroker() throws IOException {
    String broker;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      broker = "localhost:" + socket.getLocalPort();
    }
    assertThat(
            run(
                "--data",
                csv("\"1\",\"T\",\"D\"\n"),
                "--checkpoint",
                Path.of("..", "checkpoint").toString(),
                "--bootstrap-servers",
                broker,
                "--property",
                "default.api.timeout.ms=300"))
        .isEqualTo(1);
    assertThat(sentence()).startsWith("Classified articles cannot be read at " + broker + " (");
  }

  private String csv(String text) throws IOException {
    return Files.writeString(directory.resolve("rows.csv"), text).toString();
  }

  private String sentence() {
    assertThat(out).asString().isEmpty();
    assertThat(err.toString().lines()).singleElement().asString().startsWith("newsdesk: ");
    return err.toString().strip().substring("newsdesk: ".length());
  }

  private int run(String... arguments) {
    return ReplayMain.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
