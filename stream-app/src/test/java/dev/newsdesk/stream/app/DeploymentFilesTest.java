package dev.newsdesk.stream.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What no build reads before somebody deploys: versions, ports and users of the containers. */
class DeploymentFilesTest {

  /** Where Maven builds this module, or the folder that an editor starts tests in. */
  private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

  private final String compose = read("docker-compose.yml");
  private final List<String> dockerfiles =
      List.of(read("stream-app/Dockerfile"), read("stream-app/Dockerfile.gpu"));

  DeploymentFilesTest() throws IOException {}

  @Test
  void nothingIsPublishedBeyondLoopback() {
    assertThat(all("ports: (.*)", compose))
        .isNotEmpty()
        .allMatch(ports -> ports.matches("\\[\"127\\.0\\.0\\.1:\\d+:\\d+\"]"));
    assertThat(compose).doesNotContain("network_mode").doesNotContain("privileged: true");
  }

  @Test
  void whatIsPulledIsPinned() {
    assertThat(all("image: (\\S+)", compose).stream().filter(image -> image.contains("/")))
        .hasSize(4)
        .allMatch(image -> image.matches("[a-z/-]+:v?\\d+\\.\\d+\\.\\d+"));
    assertThat(dockerfiles)
        .flatMap(file -> all("ARG [A-Z]+=(\\S+)", file))
        .isNotEmpty()
        .allMatch(image -> image.matches("[a-z/-]+:\\d+\\.\\d+\\.\\d+\\S+"));
  }

  @Test
  void versionsAreThoseOfTheBuild() throws IOException {
    String pom = read("pom.xml");

    assertThat(compose)
        .contains("image: apache/kafka:" + all("<kafka.version>(.*)</", pom).get(0) + "\n");
    assertThat(dockerfiles)
        .allSatisfy(
            file ->
                assertThat(all("PYTORCH_VERSION=(\\S+)", file))
                    .isEqualTo(all("<pytorch.version>(.*)</", pom)));
  }

  @Test
  void theAppIsNotRootAndWritesToItsTemporaryFolderAlone() {
    assertThat(dockerfiles)
        .allSatisfy(file -> assertThat(file).containsPattern("(?m)^USER 10001:10001$"));
    assertThat(compose.substring(compose.indexOf("x-app:"), compose.indexOf("services:")))
        .contains("read_only: true", "<<: *hardened");
  }

  @Test
  void nobodyLogsInToGrafana() {
    assertThat(compose)
        .contains(
            "GF_AUTH_BASIC_ENABLED: \"false\"",
            "GF_AUTH_DISABLE_LOGIN_FORM: \"true\"",
            "GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION: \"true\"")
        .doesNotContain("ADMIN_PASSWORD");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void imagesCanBePinnedByDigest(@TempDir Path folder) throws Exception {
    String digest = "sha256:" + "0123456789abcdef".repeat(4);
    Path override = folder.resolve("digests.yml");

    assertThat(pin(override, "echo " + digest)).isZero();
    List<String> pinned = all("image: (\\S+)", Files.readString(override));
    assertThat(pinned)
        .isEqualTo(
            all("image: (\\S+/\\S+)", compose).stream()
                .map(image -> image + "@" + digest)
                .toList());
    assertThat(all("JRE: (\\S+)", Files.readString(override))).hasSize(2);

    for (String broken : List.of("exit 1", "echo latest")) {
      Path none = folder.resolve("none.yml");
      assertThat(pin(none, broken)).isNotZero();
      try (Stream<Path> left = Files.list(folder)) {
        assertThat(left).noneMatch(file -> file.toString().contains("none.yml"));
      }
    }
  }

  /** Runs the script with a stand-in for Docker. */
  private static int pin(Path override, String answer) throws Exception {
    Path tools = Files.createDirectories(override.resolveSibling("tools"));
    Path docker = Files.writeString(tools.resolve("docker"), "#!/bin/sh\n" + answer + "\n");
    assertThat(docker.toFile().setExecutable(true)).isTrue();
    ProcessBuilder script =
        new ProcessBuilder(
            MODULE.resolveSibling("ops").resolve("pin-images").toString(), override.toString());
    script.environment().merge("PATH", tools.toString(), (path, first) -> first + ":" + path);
    return script
        .redirectErrorStream(true)
        .redirectOutput(tools.resolve("log").toFile())
        .start()
        .waitFor();
  }

  @Test
  void whatTheAppStoresIsOnAVolumeOfEachInstance() throws IOException {
    String folder = all("kafka\\.state\\.dir=(\\S+)", read("ops/app/newsdesk.properties")).get(0);

    assertThat(folder).doesNotStartWith("/tmp");
    assertThat(all("volumes: \\[\"(app-\\d):" + folder + "\"]", compose))
        .containsExactly("app-1", "app-2");
    assertThat(dockerfiles).allMatch(file -> file.contains("\nVOLUME " + folder + "\n"));
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static String read(String path) throws IOException {
    return Files.readString(MODULE.resolveSibling(path));
  }
}
