package dev.newsdesk.stream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFolderTest {

  @TempDir private Path base = Path.of("");

  @Test
  void instancesHaveFoldersOfTheirOwn() {
    try (StateFolder first = StateFolder.claim(base, "newsdesk");
        StateFolder second = StateFolder.claim(base, "newsdesk");
        StateFolder other = StateFolder.claim(base, "other")) {
      assertThat(first.path()).isEqualTo(base.resolve("newsdesk-0"));
      assertThat(second.path()).isEqualTo(base.resolve("newsdesk-1"));
      assertThat(other.path()).isEqualTo(base.resolve("other-0"));
    }
  }

  @Test
  void anotherProcessHasAFolderOfItsOwn() throws IOException {
    try (StateFolder first = StateFolder.claim(base, "newsdesk");
        StateFolder second = StateFolder.claim(base, "newsdesk")) {
      assertThat(List.of(first.path(), second.path())).doesNotHaveDuplicates();
      assertThat(claimedElsewhere()).isEqualTo(base.resolve("newsdesk-2").toString());
    }
  }

  /** Returns the folder that a process of its own takes. */
  private String claimedElsewhere() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Elsewhere.class.getName(),
                base.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Another instance on this machine. */
  static final class Elsewhere {

    private Elsewhere() {}

    public static void main(String[] arguments) {
      try (StateFolder folder = StateFolder.claim(Path.of(arguments[0]), "newsdesk")) {
        System.out.print(folder.path());
      }
    }
  }

  @Test
  void whoStartsAgainFindsItsFolderAgain() {
    try (StateFolder running = StateFolder.claim(base, "newsdesk")) {
      StateFolder.claim(base, "newsdesk").close();
      try (StateFolder again = StateFolder.claim(base, "newsdesk")) {
        assertThat(again.path()).isEqualTo(base.resolve("newsdesk-1"));
      }
      assertThat(running.path()).isEqualTo(base.resolve("newsdesk-0"));
    }
  }

  @Test
  void liesWhereTheSettingSays() {
    Properties properties = new Properties();
    properties.put("state.dir", base.resolve("here").toString());
    StateHome home = new StateHome(Map.of(), "?", base);
    try (StateFolder folder = StateFolder.claim(properties, "newsdesk", home)) {
      assertThat(folder.path()).isEqualTo(base.resolve("here").resolve("newsdesk-0"));
    }
  }

  @Test
  void liesInTheUsersOwnFolderByDefault() {
    StateHome home = new StateHome(Map.of(), base.toString(), base);
    try (StateFolder folder = StateFolder.claim(new Properties(), "newsdesk", home)) {
      assertThat(folder.path()).isEqualTo(base.resolve(".local/state/newsdesk/newsdesk-0"));
    }
    StateHome named =
        new StateHome(Map.of("XDG_STATE_HOME", base.resolve("xdg").toString()), "?", base);
    try (StateFolder folder = StateFolder.claim(new Properties(), "newsdesk", named)) {
      assertThat(folder.path()).isEqualTo(base.resolve("xdg/newsdesk/newsdesk-0"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "", ".", "relative/home"})
  void isNeverInAFolderThatIsNobodysHome(String home) {
    StateHome unknown = new StateHome(Map.of("XDG_STATE_HOME", "relative"), home, base);

    assertThatThrownBy(() -> StateFolder.claim(new Properties(), "newsdesk", unknown))
        .isInstanceOf(StartupException.class)
        .hasMessage(
            "The home folder of this user is unknown (Java finds '"
                + home
                + "'), so that nothing can be stored there: set kafka.state.dir to a folder that"
                + " can be written.");
    assertThat(Path.of("?")).doesNotExist();
  }

  @Test
  void whatAnEarlierVersionLeftInTheTemporaryFolderIsFound() throws IOException {
    StateHome home = new StateHome(Map.of(), base.toString(), base);
    assertThat(home.former("newsdesk")).isEmpty();

    Files.createDirectories(base.resolve("kafka-streams").resolve("newsdesk-0"));
    assertThat(home.former("newsdesk")).contains(base.resolve("kafka-streams"));
    assertThat(home.former("other")).isEmpty();
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.createFile(base.resolve("file"));
    assertThatThrownBy(() -> StateFolder.claim(file, "newsdesk"))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("Nothing can be stored under " + file + " (")
        .hasMessageEndingWith("): set kafka.state.dir to a folder that can be written.");
  }
}
