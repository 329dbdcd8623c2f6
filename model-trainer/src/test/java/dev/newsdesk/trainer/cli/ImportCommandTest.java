package dev.newsdesk.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.classifier.checkpoint.CheckpointReader;
import dev.newsdesk.classifier.network.Pooling;
import dev.newsdesk.classifier.network.RecurrentKind;
import dev.newsdesk.trainer.SyntheticNews;
import dev.newsdesk.trainer.TinyStateDict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

  @TempDir private static Path folder = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void write() throws IOException {
    SyntheticNews.writeTo(folder.resolve("data"), 4, 40);
    TinyStateDict.vocabulary(folder.resolve("vocabulary"));
    TinyStateDict.weights(
        folder.resolve("weights"), TinyStateDict.architecture(RecurrentKind.GRU, 1, false));
  }

  @Test
  void importsACheckpointThatEvaluateAccepts() {
    Path target = folder.resolve("checkpoint");

    assertExit(0, importing("--pooling", "token_max", "--name", "from-torch"));

    assertThat(out.toString())
        .matches(
            "Imported from-torch-[0-9a-f]{8} to "
                + target
                + ", \\d+\\.\\d\\d % right on 40 test rows\\.\\R");
    assertThat(CheckpointReader.read(target).manifest().architecture().pooling())
        .isEqualTo(Pooling.TOKEN_MAX);
    assertExit(
        0,
        "evaluate",
        "--data",
        folder.resolve("data").toString(),
        "--checkpoint",
        target.toString());
    assertThat(err).hasToString("");
  }

  @Test
  void refusesToGuessThePooling() {
    assertExit(2, importing());

    assertThat(err)
        .hasToString(
            line(
                "newsdesk: Missing required option: '--pooling=<pooling>'; see 'newsdesk import"
                    + " --help'."));
  }

  @Test
  void refusesAnUnknownPooling() {
    assertExit(2, importing("--pooling", "min"));

    assertThat(err)
        .hasToString(
            line(
                "newsdesk: Invalid value for option '--pooling': expected one of [MAX, MEAN,"
                    + " TOKEN_MAX, TOKEN_MEAN] (case-insensitive) but was 'min'; see 'newsdesk"
                    + " import --help'."));
  }

  @Test
  void refusesANameThatNoFolderOrMetricCouldCarry() {
    assertExit(2, importing("--pooling", "max", "--name", "../mine"));

    assertThat(err)
        .hasToString(
            line(
                "newsdesk: The name '../mine' is unusable: take letters, digits, '.', '_' and '-';"
                    + " see 'newsdesk import --help'."));
  }

  @Test
  void explainsWeightsThatAreNotThereInOneSentence() {
    List<String> arguments = new ArrayList<>(List.of(importing("--pooling", "max")));
    Path nowhere = folder.resolve("nowhere");
    arguments.set(2, nowhere.toString());

    assertExit(1, arguments.toArray(String[]::new));

    assertThat(err)
        .hasToString(
            line("newsdesk: The weights file " + nowhere + " is not there: name one that is."));
  }

  private static String[] importing(String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.add("import");
    for (String option : List.of("weights", "vocabulary", "checkpoint", "data")) {
      arguments.addAll(List.of("--" + option, folder.resolve(option).toString()));
    }
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private void assertExit(int expected, String... arguments) {
    int code = TrainerMain.run(new PrintWriter(out), new PrintWriter(err, true), arguments);

    assertThat(code).as("exit code, with '%s'", err).isEqualTo(expected);
  }

  private static String line(String text) {
    return text + System.lineSeparator();
  }
}
