package dev.newsdesk.quickstart.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.newsdesk.quickstart.startup.StartupException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryIT {

  private static final String ARTICLE =
      "{\"type\":\"record\",\"name\":\"Article\",\"fields\":[{\"name\":\"id\",\"type\":\"string\"}]}";

  private final Path temporary;

  private final Set<Long> before = children();

  EmbeddedRegistryIT(@TempDir Path temporary) {
    this.temporary = temporary;
  }

  @AfterEach
  void leavesNoProcess() {
    assertThat(children()).isEqualTo(before);
  }

  @Test
  void servesConfluentsApi() throws Exception {
    try (EmbeddedRegistry registry = EmbeddedRegistry.start(temporary, 0)) {
      String id = register(registry, "news.articles-value", ARTICLE);
      assertThat(id).matches("\\{\"id\":\\d+}");
      assertThat(get(registry, "/schemas/ids/" + id.replaceAll("\\D", "")))
          .contains("\\\"name\\\":\\\"Article\\\"");
      assertThat(get(registry, "/subjects")).isEqualTo("[\"news.articles-value\"]");
      assertThat(registry.failure().toCompletableFuture()).isNotDone();
    }
  }

  @Test
  void twoAtOnceAreApart() throws Exception {
    try (EmbeddedRegistry one = EmbeddedRegistry.start(temporary.resolve("one"), 0);
        EmbeddedRegistry other = EmbeddedRegistry.start(temporary.resolve("other"), 0)) {
      register(one, "only-here", ARTICLE);
      assertThat(get(one, "/subjects")).isEqualTo("[\"only-here\"]");
      assertThat(get(other, "/subjects")).isEqualTo("[]");
    }
  }

  @Test
  void takesTheGivenPortAgainAfterItsEnd() {
    int port;
    try (EmbeddedRegistry registry = EmbeddedRegistry.start(temporary, 0)) {
      port = registry.port();
    }
    try (EmbeddedRegistry again = EmbeddedRegistry.start(temporary, port)) {
      assertThat(again.url()).isEqualTo("http://127.0.0.1:%d/apis/ccompat/v7", port);
    }
  }

  @Test
  void refusesTakenPort() throws IOException {
    try (ServerSocket taken =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      assertThatThrownBy(() -> EmbeddedRegistry.start(temporary, taken.getLocalPort()))
          .isInstanceOf(StartupException.class)
          .hasMessage(
              "Port %d for the schema registry is in use; stop the process that listens on it,"
                  + " or choose another port (0 takes any free one).",
              taken.getLocalPort());
    }
  }

  @Test
  void quotesTheLogWhenItDoesNotComeUp() throws IOException {
    Path notJar = Files.writeString(temporary.resolve("damaged-runner.jar"), "not a jar");
    assertThatThrownBy(() -> EmbeddedRegistry.start(new RegistryDistribution(notJar), temporary, 0))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("The schema registry ended with status 1 instead of starting;")
        .hasMessageContaining("ClassNotFoundException: io.quarkus.runner.GeneratedMain");
  }

  @Test
  void refusesDirectoryThatCannotBeWritten() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    assertThatThrownBy(() -> EmbeddedRegistry.start(file.resolve("work"), 0))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith(
            "The schema registry cannot be started in %s (", file.resolve("work"));
  }

  @Test
  void saysWhenItEndsByItself() throws Exception {
    try (EmbeddedRegistry registry = EmbeddedRegistry.start(temporary, 0)) {
      registry.process().destroyForcibly();
      assertThat(registry.failure().toCompletableFuture().get(10, TimeUnit.SECONDS))
          .startsWith("The schema registry ended by itself with status ")
          .endsWith("; see " + temporary.resolve("registry.log") + " and start again.");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void doesNotHeedCtrlC() throws Exception {
    try (EmbeddedRegistry registry = EmbeddedRegistry.start(temporary, 0)) {
      String pid = Long.toString(registry.process().pid());
      assertThat(new ProcessBuilder("kill", "-INT", pid).start().waitFor()).isZero();
      await().during(Duration.ofSeconds(2)).until(registry.process()::isAlive);
      assertThat(get(registry, "/subjects")).isEqualTo("[]");
    }
  }

  @Test
  void diesWithKilledParent() throws Exception {
    Process owner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                codeOf(RegistryOwner.class) + File.pathSeparator + codeOf(EmbeddedRegistry.class),
                RegistryOwner.class.getName(),
                temporary.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = owner.inputReader()) {
      ProcessHandle registry = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
      assertThat(registry.isAlive()).isTrue();

      owner.destroyForcibly().waitFor();

      await().atMost(Duration.ofSeconds(10)).until(() -> !registry.isAlive());
    } finally {
      owner.destroyForcibly().waitFor();
    }
  }

  private static Set<Long> children() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
  }

  private static Path codeOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static String register(EmbeddedRegistry registry, String subject, String schema)
      throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(registry.url() + "/subjects/" + subject + "/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(BodyPublishers.ofString("{\"schema\":\"" + schema.replace("\"", "\\\"") + "\"}"))
            .build());
  }

  private static String get(EmbeddedRegistry registry, String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(registry.url() + path)).build());
  }

  private static String send(HttpRequest request) throws Exception {
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
