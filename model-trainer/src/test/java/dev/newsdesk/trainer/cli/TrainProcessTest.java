package dev.newsdesk.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.trainer.SyntheticNews;
import dev.newsdesk.trainer.training.RecordDirectory;
import dev.newsdesk.trainer.training.RunRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A run in a process of its own, stopped in every way there is. */
class TrainProcessTest {

  private static final int TERMINATED = 128 + 15;
  private static final int KILLED = 128 + 9;

  @TempDir private Path folder = Path.of("");

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals to send")
  void interruptedAndKilledAndResumedItGivesWhatItGivesUndisturbed() throws Exception {
    Path data = SyntheticNews.writeTo(folder.resolve("data"), 3_200, 40);

    Process killed = train(data, "disturbed");
    awaitLine(killed, "gru-token-max epoch 1:");
    signal(killed, "KILL");
    assertThat(exitCode(killed)).isEqualTo(KILLED);

    Process interrupted = train(data, "disturbed");
    awaitLine(interrupted, "gru-token-max begins epoch 2");
    // Ends a JVM as Ctrl-C does, which a job in the background may have been told to ignore.
    signal(interrupted, "TERM");
    assertThat(rest(interrupted))
        .isEqualTo("gru-token-max: stopped and saved; the same command goes on from here");
    assertThat(exitCode(interrupted)).isEqualTo(TERMINATED);
    assertThat(folder.resolve("disturbed/gru-token-max/paused/progress.json")).exists();

    Process resumed = train(data, "disturbed");
    assertThat(rest(resumed)).doesNotContain("epoch 1:").contains("epoch 2:");
    assertThat(exitCode(resumed)).isZero();
    Process undisturbed = train(data, "undisturbed");
    rest(undisturbed);
    assertThat(exitCode(undisturbed)).isZero();

    assertThat(record("disturbed").reading()).isEqualTo(record("undisturbed").reading());
    assertThat(weights("disturbed")).isEqualTo(weights("undisturbed"));
  }

  private Process train(Path data, String name) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Surefire hands its class path on in a jar's manifest.
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(TrainerMain.class.getName(), "train", "--experiment", "gru-token-max"));
    command.addAll(List.of("--data", data.toString()));
    command.addAll(List.of("--runs", folder.resolve(name).toString()));
    command.addAll(List.of("--records", folder.resolve(name + "-records").toString()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static void awaitLine(Process process, String start) throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    while (line != null && !line.startsWith(start)) {
      line = output.readLine();
    }
    assertThat(line).as("the line that begins with " + start).isNotNull();
  }

  private static String rest(Process process) {
    return String.join("\n", process.inputReader(StandardCharsets.UTF_8).lines().toList());
  }

  private static void signal(Process process, String name)
      throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }

  private static int exitCode(Process process) throws InterruptedException {
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended").isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private RunRecord record(String name) {
    return new RecordDirectory(folder.resolve(name + "-records"))
        .run("gru-token-max")
        .orElseThrow();
  }

  private byte[] weights(String name) throws IOException {
    return Files.readAllBytes(
        Objects.requireNonNull(folder).resolve(name + "/gru-token-max/epoch-2/model.safetensors"));
  }
}
