package dev.newsdesk.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.checkpoint.CheckpointReader;
import dev.newsdesk.trainer.SmallRun;
import dev.newsdesk.trainer.SyntheticNews;
import dev.newsdesk.trainer.experiment.Experiments;
import dev.newsdesk.trainer.publishing.Published;
import dev.newsdesk.trainer.training.RecordDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class TrainerMainTest {

  @TempDir private static Path folder = Path.of("");

  private static SmallRun run;
  private static Path checkpoint = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void publish() throws IOException {
    run = SmallRun.in(folder);
    checkpoint = folder.resolve("checkpoint");
    new TrainerMainTest().assertExit(0, publishing("2", checkpoint));
  }

  @Test
  void refusesAnUnknownCommand() {
    assertExit(2, "tran");

    assertThat(err)
        .hasToString(
            line("newsdesk: Unmatched argument at index 0: 'tran'; see 'newsdesk --help'."));
  }

  @Test
  void refusesToDoNothing() {
    assertExit(2);

    assertThat(err)
        .hasToString(line("newsdesk: Missing required subcommand; see 'newsdesk --help'."));
  }

  @Test
  void refusesAnUnknownOption() {
    assertExit(2, "train", "--fast");

    assertThat(err)
        .hasToString(line("newsdesk: Unknown option: '--fast'; see 'newsdesk train --help'."));
  }

  @Test
  void refusesAnUnknownExperimentAndListsThoseThereAre() {
    assertExit(2, "train", "--experiment", "lstm9", "--data", run.dataFolder().toString());

    IllegalArgumentException unknown =
        catchThrowableOfType(IllegalArgumentException.class, () -> Experiments.named("lstm9"));
    assertThat(err)
        .hasToString(
            line(
                "newsdesk: "
                    + String.valueOf(unknown.getMessage()).replaceFirst("\\.$", "")
                    + "; see 'newsdesk train --help'."));
  }

  @Test
  void refusesToTrainWithoutAnExperiment() {
    assertExit(2, "train");

    assertThat(err)
        .hasToString(
            line(
                "newsdesk: Name at least one --experiment; --list shows them; see 'newsdesk train"
                    + " --help'."));
  }

  @Test
  void refusesAnUnknownDevice() {
    assertExit(2, evaluating(run.dataFolder(), checkpoint, "--device", "tpu"));

    assertThat(err)
        .hasToString(
            line(
                "newsdesk: Unknown device 'tpu': use auto, cpu, or gpu0, gpu1, …; see 'newsdesk"
                    + " evaluate --help'."));
  }

  @Test
  void listsTheExperiments() {
    assertExit(0, "train", "--list");

    assertThat(out.toString().lines())
        .hasSize(Experiments.all().size())
        .contains("rnn-max                1-layer RNN, max pooling, dropout 0.15")
        .contains(
            "bigru2-mean            2-layer bidirectional GRU, mean pooling, dropout 0.20; changes"
                + " pooling of bigru2-max from MAX to MEAN");
  }

  @Test
  void explainsAMissingDataFolderInOneSentence() {
    Path nowhere = folder.resolve("nowhere");

    assertExit(1, "train", "--experiment", "rnn-max", "--data", nowhere.toString());

    assertThat(err)
        .hasToString(
            line(
                "newsdesk: The data folder "
                    + nowhere
                    + " is not there: name one that holds AG News."));
    assertThat(out).hasToString("");
  }

  @Test
  void explainsAMalformedFileInOneSentence() throws IOException {
    Path data = SyntheticNews.writeTo(folder.resolve("malformed"), 4, 4);
    Path test = Files.writeString(data.resolve("test.csv"), "1,a,b\n2,a\n");

    assertExit(1, evaluating(data, checkpoint));

    assertThat(err)
        .hasToString(
            line(
                "newsdesk: " + test + ", line 2: the row has 2 columns instead of 3; correct it."));
  }

  @Test
  void explainsAFolderWithAnotherRunInOneSentence() throws IOException {
    Path runs = Files.createDirectories(folder.resolve("mixed-up"));
    Files.move(run(folder.resolve("other")).runs().resolve("small-gru"), runs.resolve("rnn-max"));

    assertExit(
        1,
        "train",
        "--experiment",
        "rnn-max",
        "--data",
        run.dataFolder().toString(),
        "--runs",
        runs.toString());

    assertThat(err)
        .hasToString(
            line(
                "newsdesk: The run's folder holds another run of small-gru (other settings or other"
                    + " rows): name another folder with --runs, or begin anew with --no-resume."));
  }

  @Test
  void explainsACheckpointWithAChangedByteInOneSentence() throws IOException {
    Path changed = folder.resolve("changed");
    new TrainerMainTest().assertExit(0, publishing("2", changed));
    Path weights = changed.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length / 2] ^= 1;
    Files.write(weights, bytes);

    assertExit(1, evaluating(run.dataFolder(), changed));

    assertThat(err.toString())
        .startsWith("newsdesk: The file " + weights + " is not the one that was published")
        .hasLineCount(1);
  }

  @Test
  void explainsAMissingCheckpointInOneSentence() {
    assertExit(1, evaluating(run.dataFolder(), folder.resolve("nowhere")));

    assertThat(err.toString())
        .startsWith("newsdesk: The checkpoint file ")
        .contains("is missing")
        .hasLineCount(1);
  }

  @Test
  void explainsAnEpochThatWasNotTrainedInOneSentence() {
    assertExit(1, publishing("7", folder.resolve("seventh")));

    assertThat(err)
        .hasToString(line("newsdesk: The run has not finished an epoch 7: train it first."));
  }

  @Test
  void saysWhatItPublished() {
    Path target = folder.resolve("published");

    assertExit(0, publishing("1", target));

    assertThat(out)
        .hasToString(
            line(
                "Published "
                    + CheckpointReader.read(target).manifest().id()
                    + " to "
                    + target
                    + "."));
    assertThat(err).hasToString("");
  }

  @Test
  void refusesToPublishWhatIsNotHonestUnlessToldTo() {
    Path target = folder.resolve("not-honest");
    String[] forced = publishing("1", target);

    assertExit(
        1, Arrays.stream(forced).filter(each -> !each.equals("--force")).toArray(String[]::new));

    assertThat(err)
        .hasToString(
            line(
                "newsdesk: The network of small-gru reads the padding, so an article's label would"
                    + " depend on its batch-mates: publish one with token pooling and one direction,"
                    + " or insist with --force."));
    assertThat(target).doesNotExist();
    assertExit(0, forced);
  }

  @Test
  @ResourceLock(Resources.SYSTEM_PROPERTIES)
  void recordsForTheReportWhatWasPublishedInTheShippedPlaceAndNothingElse() {
    RecordDirectory records = new RecordDirectory(folder.resolve("records"));
    assertExit(0, publishing("2", folder.resolve("tried-out")));
    assertThat(records.read(Published.RECORD, Published.class)).isEmpty();

    Path shipped = folder.resolve("shipped");
    System.setProperty("newsdesk.checkpoint", shipped.toString());
    try {
      assertExit(0, publishing("1", shipped));
    } finally {
      System.clearProperty("newsdesk.checkpoint");
    }

    Published published = records.read(Published.RECORD, Published.class).orElseThrow();
    assertThat(published.experiment()).isEqualTo("small-gru");
    assertThat(published.epoch()).isEqualTo(1);
    assertThat(published.classes()).hasSize(SmallRun.TEST_ROWS);
  }

  @Test
  void evaluatesAsJsonWhatTheManifestStates() throws IOException {
    assertExit(0, evaluating(run.dataFolder(), checkpoint, "--json"));

    CheckpointManifest manifest = CheckpointReader.read(checkpoint).manifest();
    CheckpointManifest.Accuracy accuracy = Objects.requireNonNull(manifest.accuracy());
    JsonNode json = JsonMapper.builder().build().readTree(out.toString());
    assertThat(json.path("checkpoint").asText()).isEqualTo(manifest.id());
    assertThat(json.path("notebookAccuracy").asDouble()).isEqualTo(accuracy.notebook());
    assertThat(json.path("notebookRows").asInt()).isEqualTo(5_000);
    assertThat(json.path("testAccuracy").asDouble()).isEqualTo(accuracy.test());
    assertThat(json.path("testRows").asInt()).isEqualTo(SmallRun.TEST_ROWS);
    assertThat(json.path("trainRows").asInt()).isEqualTo(SmallRun.TRAIN_ROWS);
    assertThat(err).hasToString("");
  }

  @Test
  void evaluatesForPeopleToo() {
    assertExit(0, evaluating(run.dataFolder(), checkpoint));

    assertThat(out.toString().lines())
        .hasSize(3)
        .anyMatch(line -> line.matches("notebook sample  \\d+\\.\\d\\d % of 5,000 rows"))
        .anyMatch(line -> line.matches("full test set    \\d+\\.\\d\\d % of 100 rows"));
  }

  private static SmallRun run(Path where) throws IOException {
    return SmallRun.in(where);
  }

  private static String[] publishing(String epoch, Path target) {
    return new String[] {
      "publish",
      "small-gru",
      "--epoch",
      epoch,
      "--force",
      "--records",
      folder.resolve("records").toString(),
      "--runs",
      run.runs().toString(),
      "--data",
      run.dataFolder().toString(),
      "--checkpoint",
      target.toString()
    };
  }

  private static String[] evaluating(Path data, Path checkpoint, String... more) {
    String[] arguments = {
      "evaluate", "--data", data.toString(), "--checkpoint", checkpoint.toString()
    };
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return all;
  }

  private void assertExit(int expected, String... arguments) {
    int code = TrainerMain.run(new PrintWriter(out), new PrintWriter(err, true), arguments);

    assertThat(code).as("exit code, with '%s'", err).isEqualTo(expected);
  }

  private static String line(String text) {
    return text + System.lineSeparator();
  }
}
