package dev.newsdesk.quickstart.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quickstart as a user starts it: a process of its own. */
class QuickstartIT {

  private static final Pattern ACCURACY = Pattern.compile("accuracy +([0-9.]+) % of 7,600");
  private static final Pattern STATED = Pattern.compile("([0-9.]+) % right on the 7,600");

  private static final Pattern PAGE = Pattern.compile("live page at (http://[0-9.:]+/)\\. Stop");

  private final Path temporary;

  QuickstartIT(@TempDir Path temporary) {
    this.temporary = temporary;
  }

  @Test
  void accountsForEverySampleWithoutAnyData() throws Exception {
    Run run = new Run("samples", false);

    assertThat(run.await()).as(run.output()).isZero();
    assertThat(run.output())
        .contains("accounted for      44 of 44 articles, each exactly once")
        .contains("dead letters        1  {EMPTY=1}")
        .contains("AG News is not on this machine: name its folder with --data or AG_NEWS_DIR");
  }

  @Test
  void twoAtOnceDoNotCollide() throws Exception {
    Run one = new Run("one", false);
    Run two = new Run("two", false);

    assertThat(one.await()).as(one.output()).isZero();
    assertThat(two.await()).as(two.output()).isZero();
  }

  @Test
  void accuracyOnAgNewsIsTheCheckpoints() throws Exception {
    assumeTrue(System.getenv("AG_NEWS_DIR") != null, "AG_NEWS_DIR is not set: no AG News here");
    Run run = new Run("ag-news", true);

    assertThat(run.await()).as(run.output()).isZero();
    assertThat(run.output()).contains("7,644 of 7,644 articles, each exactly once");
    assertThat(percent(ACCURACY, run)).isEqualTo(percent(STATED, run));
  }

  @Test
  void ctrlCLeavesNothingBehind() throws Exception {
    Run run = new Run("interrupted", false, "--keep-running");
    await()
        .atMost(Run.PATIENCE)
        .until(() -> run.output().contains("Everything stays up") || !run.process.isAlive());
    List<ProcessHandle> children = run.process.descendants().toList();
    assertThat(children).as("the registry's process").isNotEmpty();

    run.process.destroy();

    assertThat(run.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
    try (Stream<Path> left = Files.list(run.folder)) {
      assertThat(left.filter(file -> file.toString().contains("newsdesk"))).isEmpty();
    }
  }

  @Test
  void ctrlCDuringTheStartLeavesNothingBehindEither() throws Exception {
    Run run = new Run("early", false);
    await().atMost(Run.PATIENCE).until(() -> run.process.descendants().findAny().isPresent());
    List<ProcessHandle> children = run.process.descendants().toList();

    run.process.destroy();

    assertThat(run.process.waitFor(90, TimeUnit.SECONDS)).isTrue();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
    try (Stream<Path> left = Files.list(run.folder)) {
      assertThat(left.filter(file -> file.toString().contains("newsdesk"))).isEmpty();
    }
  }

  @Test
  void theLivePageStaysAtTheAddressPrinted() throws Exception {
    Run run = new Run("page", false, "--keep-running");
    await()
        .atMost(Run.PATIENCE)
        .until(() -> run.output().contains("Everything stays up") || !run.process.isAlive());
    Matcher address = PAGE.matcher(run.output());
    assertThat(address.find()).as(run.output()).isTrue();

    HttpResponse<String> page =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(address.group(1))).build(),
                BodyHandlers.ofString());
    run.process.destroy();

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<title>Newsdesk</title>");
    assertThat(run.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void failsWhenItsRegistryDies() throws Exception {
    Run run = new Run("registry-dies", false, "--keep-running");
    await()
        .atMost(Run.PATIENCE)
        .until(() -> run.output().contains("Everything stays up") || !run.process.isAlive());

    run.process.descendants().forEach(ProcessHandle::destroyForcibly);

    assertThat(run.await()).as(run.output()).isEqualTo(1);
    assertThat(run.output()).contains("newsdesk: ").doesNotContain("\tat ");
  }

  @Test
  void saysWhichPortIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Run kafka = new Run("kafka-port", false, "--kafka-port", port);
      Run registry = new Run("registry-port", false, "--registry-port", port);

      assertThat(kafka.await()).isEqualTo(1);
      assertThat(registry.await()).isEqualTo(1);
      assertThat(kafka.output()).contains("Port " + port + " for ", "is in use; stop ");
      assertThat(registry.output()).contains("Port " + port + " for ", "is in use; stop ");
    }
  }

  @Test
  void refusesWrongUsageAndWrongData() throws Exception {
    Run usage = new Run("usage", false, "--nonsense");
    Run port = new Run("port", false, "--kafka-port", "99999");
    Run data = new Run("data", false, "--data", temporary.resolve("nowhere").toString());
    Run checkpoint =
        new Run("checkpoint", false, "--checkpoint", temporary.resolve("nowhere").toString());

    assertThat(usage.await()).isEqualTo(2);
    assertThat(usage.output()).contains("Unknown option: '--nonsense'");
    assertThat(port.await()).isEqualTo(2);
    assertThat(port.output()).contains("--kafka-port is 99999; it must be from 0 to 65535");
    assertThat(data.await()).isEqualTo(1);
    assertThat(data.output()).contains("newsdesk: ").contains("nowhere").doesNotContain("\tat ");
    assertThat(checkpoint.await()).isEqualTo(1);
    assertThat(checkpoint.output())
        .contains("newsdesk: The checkpoint file ")
        .doesNotContain("\tat ");
  }

  private static double percent(Pattern pattern, Run run) {
    Matcher matcher = pattern.matcher(run.output());
    assertThat(matcher.find()).as(run.output()).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  /** One quickstart. */
  private final class Run {

    static final Duration PATIENCE = Duration.ofMinutes(5);

    final Process process;
    final Path folder;
    private final Path log;

    Run(String name, boolean withData, String... arguments) throws IOException {
      folder = Files.createDirectories(temporary.resolve(name));
      log = folder.resolve("output.txt");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-Djava.io.tmpdir=" + folder);
      // Where figures look otherwise, they must not here.
      command.add("-Duser.language=de");
      command.add("-Dnewsdesk.checkpoint=" + System.getProperty("newsdesk.checkpoint"));
      command.add("-cp");
      command.add(System.getProperty("java.class.path"));
      command.add(QuickstartMain.class.getName());
      command.addAll(List.of(arguments));
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      if (!withData) {
        builder.environment().remove("AG_NEWS_DIR");
        // Nor may data in the cache of whoever runs this test be found.
        builder.environment().put("XDG_CACHE_HOME", folder.toString());
      }
      process = builder.start();
    }

    int await() throws InterruptedException {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return process.waitFor();
    }

    String output() {
      try {
        return Files.readString(log);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
