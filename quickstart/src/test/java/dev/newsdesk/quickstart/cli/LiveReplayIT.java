package dev.newsdesk.quickstart.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsdesk.Article;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.quickstart.demo.RunningSystem;
import dev.newsdesk.quickstart.demo.SampleArticles;
import dev.newsdesk.quickstart.testing.BrowsedPage;
import dev.newsdesk.quickstart.testing.BrowserExtension;
import dev.newsdesk.stream.client.ArticleSender;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page of the real app in Chromium, while articles go through it. */
class LiveReplayIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String EVIL = "<img src=x onerror=alert(1)>";

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  @TempDir private static Path temporary = Path.of("");

  private static RunningSystem system;

  @BeforeAll
  static void start() {
    TorchEngine.configure(1);
    system = new RunningSystem(Path.of(System.getProperty("newsdesk.checkpoint")), 0, 0);
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @Test
  void thePageShowsTheReplayAsItGoes() throws IOException {
    BrowsedPage page = page();
    Path data = LabelledSamples.write(temporary.resolve("samples.csv"));
    int articles = SampleArticles.read().size() - 1;
    long before = Math.round(page.figure("articles.labelled"));

    StringWriter err = new StringWriter();
    CompletableFuture<Integer> replay =
        CompletableFuture.supplyAsync(() -> replay(data, new PrintWriter(err, true)));
    TreeSet<Long> shown = new TreeSet<>();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              shown.add(Long.parseLong(page.text("labelled")));
              return shown.last() >= before + articles;
            });

    assertThat(replay.join()).as(err.toString()).isZero();
    assertThat(shown).as("figures shown on the way").hasSizeGreaterThan(3);
    assertThat(shown.last()).isEqualTo(before + articles);
    assertThat(page.texts("#categories .headline")).hasSizeGreaterThan(10);
    assertThat(page.text("state")).isEqualTo("Running.");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(page.text("interval")).endsWith("by " + articles + " labels"));
    assertThat(page.text("accuracy"))
        .isEqualTo("%.2f %%".formatted(100 * page.figure("accuracy.overall.accuracy")));
    assertThat(page.texts("#accuracy-chart circle")).isNotEmpty();
    assertThat(page.text("checkpoint")).isEqualTo(system.app().checkpoint().id());
    assertThat(page.consoleMessages()).isEmpty();
  }

  @Test
  void anArticleThatIsAnAttackIsShownAsItIs() {
    BrowsedPage page = page();
    try (ArticleSender sender = new ArticleSender(system.client())) {
      sender.send(Article.newBuilder().setId(EVIL).setTitle(EVIL).build());
      sender.send(Article.newBuilder().setId(EVIL + 2).setTitle("").build());
      sender.flush();
    }

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(page.texts("#categories .headline")).contains(EVIL));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(page.texts("#dead-letters bdi"))
                    .contains(
                        "The article has neither title nor description: send at least one of"
                            + " them."));
    assertThat(page.texts("img, body script")).isEmpty();
    assertThat(page.consoleMessages()).isEmpty();
  }

  private static BrowsedPage page() {
    BrowsedPage page =
        new BrowsedPage(
            BROWSER.driver(), "http://127.0.0.1:" + system.app().httpAddress().getPort() + "/");
    await().atMost(PATIENCE).until(() -> !page.text("labelled").equals("–"));
    return page;
  }

  private static int replay(Path data, PrintWriter err) {
    List<String> arguments =
        List.of(
            "--data", data.toString(),
            "--rate", "5",
            "--bootstrap-servers", system.client().bootstrapServers(),
            "--registry", system.registryUrl(),
            "--checkpoint", System.getProperty("newsdesk.checkpoint"));
    return ReplayMain.run(
        new PrintWriter(new StringWriter()), err, arguments.toArray(String[]::new));
  }
}
