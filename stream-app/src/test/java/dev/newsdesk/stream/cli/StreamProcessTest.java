package dev.newsdesk.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.stream.ClosedPort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own: what reaches the terminal, the log included. */
class StreamProcessTest {

  @TempDir private Path directory = Path.of("");

  @Test
  void aFailureIsOneLineOnTheErrorOutputAndAnExitCode() throws Exception {
    assertThat(exitCode("stream", "--config", "nowhere")).isEqualTo(1);
    assertThat(lines("err"))
        .containsExactly(
            "newsdesk: The configuration nowhere does not exist: name a properties file.");
    assertThat(lines("out")).isEmpty();
  }

  @Test
  void theLogGoesToTheErrorOutputFromWarningsOnAndTheSentenceComesLast() throws Exception {
    String broker = ClosedPort.address();
    assertThat(
            exitCode(
                "watch", "--bootstrap-servers", broker, "--property", "default.api.timeout.ms=500"))
        .isEqualTo(1);
    List<String> err = new ArrayList<>(lines("err"));
    assertThat(err.remove(err.size() - 1))
        .startsWith("newsdesk: Classified articles cannot be read");
    assertThat(err).isNotEmpty().allMatch(line -> line.matches("..:..:.. WARN  o.a.k.c.*"));
    assertThat(lines("out")).isEmpty();
  }

  private int exitCode(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    // Surefire hands its class path on in a jar's manifest.
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(StreamMain.class.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(directory.resolve("out").toFile())
            .redirectError(directory.resolve("err").toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> lines(String stream) throws IOException {
    return Files.readAllLines(directory.resolve(stream), StandardCharsets.UTF_8);
  }
}
