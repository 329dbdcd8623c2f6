package dev.newsdesk.quickstart.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsdesk.quickstart.testing.BrowsedPage;
import dev.newsdesk.quickstart.testing.BrowserExtension;
import dev.newsdesk.stream.http.Health;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** The page in Chromium, of an app to which happens what the tests say. */
class LivePageIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String EVIL = "<img src=x onerror=alert(1)>";
  private static final int PHONE = 360;
  private static final int DESK = 1_280;

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  private ShownApp app;
  private BrowsedPage page;

  @BeforeEach
  void open() throws IOException {
    BrowsedPage.width(BROWSER.driver(), DESK);
    BrowsedPage.prefer(BROWSER.driver(), "prefers-color-scheme", "light");
    app = new ShownApp(0);
    page = new BrowsedPage(BROWSER.driver(), app.url());
    shows("state", "Running.");
  }

  @AfterEach
  void close() {
    app.close();
  }

  @Test
  void articlesShowUnderTheirCategoryTheNewestFirstAndTheFiguresMove() {
    for (int i = 1; i <= 25; i++) {
      app.label("id-" + i, "Sports", "Match " + i);
    }
    shows("labelled", "25");
    assertThat(page.texts("[data-category=Sports] .headline"))
        .hasSize(10)
        .startsWith("Match 25", "Match 24")
        .endsWith("Match 16");
    assertThat(page.texts("[data-category=Sports] .confidence")).contains("99 %");

    app.label("id-26", "World", "Peace");
    shows("labelled", "26");
    assertThat(page.texts("[data-category=World] .headline")).containsExactly("Peace");
    assertThat(page.texts("[data-category=World] p")).containsExactly("1 article");
    assertThat(page.texts("#categories h3"))
        .containsExactly("World", "Sports", "Business", "Sci/Tech");
    assertThat(page.text("latency")).isEqualTo("250 ms");
    await().atMost(PATIENCE).until(() -> !page.text("rate").equals("0.0"));
    assertThat(page.consoleMessages()).isEmpty();
  }

  @Test
  void textsOfArticlesStayTexts() {
    app.label("\"><script>alert(2)</script>", "World", EVIL);
    app.reject("The value is no Article (" + EVIL + "): send one.");
    shows("dead", "1");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(page.texts("[data-category=World] .headline")).containsExactly(EVIL));
    assertThat(page.texts("#dead-letters bdi"))
        .containsExactly("The value is no Article (" + EVIL + "): send one.");
    assertThat(page.texts("img, body script")).isEmpty();
    // An alert would make this and every other command fail.
    assertThat(page.script("return document.title")).isEqualTo("Newsdesk");
    assertThat(page.consoleMessages()).isEmpty();
  }

  @Test
  void evenAHoleInThePageWouldRunNothing() {
    page.script(
        """
        document.body.insertAdjacentHTML('beforeend', '<img src=":" onerror="document.title = 1">');
        document.body.append(
          Object.assign(document.createElement('script'), {textContent: 'document.title = 2'}));
        fetch('http://localhost:1/').catch(() => {});
        return true;
        """);

    List<String> complaints = new ArrayList<>();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              complaints.addAll(page.consoleMessages());
              assertThat(String.join("\n", complaints))
                  .contains("inline event handler", "inline script", "connect-src");
            });
    assertThat(page.script("return document.title")).isEqualTo("Newsdesk");
  }

  @Test
  void accuracyIsWhatTheApiSaysWithItsIntervalOverTime() {
    assertThat(page.text("interval")).isEqualTo("no labels yet");
    app.accuracy(90, 95);
    shows("accuracy", "92.50 %");

    assertThat(page.text("accuracy"))
        .isEqualTo("%.2f %%".formatted(100 * page.figure("accuracy.overall.accuracy")));
    assertThat(page.text("interval")).isEqualTo("89.50 to 94.50 %, by 200 labels");
    assertThat(page.texts("#accuracy-chart circle")).hasSize(2);
    app.accuracy(90, 95, 70);
    shows("accuracy", "85.00 %");
    assertThat(page.texts("#accuracy-chart circle")).hasSize(3);
    page.element("accuracy-details").click();
    assertThat(page.texts("#accuracy-table td:nth-child(4)"))
        .containsExactly("70.00 %", "95.00 %", "90.00 %");
    assertThat(page.texts("#confusion tbody tr:first-child > *"))
        .containsExactly("World", "255", "0", "0", "45", "85.0 %");
  }

  @Test
  void aPausedPageStandsStillUntilItGoesOn() {
    page.element("pause").click();
    app.label("1", "World", "Peace");
    app.health(new Health(true, false, "Rebalancing."));
    await().during(Duration.ofSeconds(3)).until(() -> page.text("labelled").equals("0"));
    assertThat(page.text("state")).isEqualTo("Running.");

    page.element("pause").click();
    shows("labelled", "1");
    shows("state", "Rebalancing.");
  }

  @Test
  void itSaysWhenTheAppIsGoneAndGoesOnWithTheNext() throws IOException {
    app.label("1", "World", "Before");
    shows("labelled", "1");
    int port = app.port();
    app.close();
    await()
        .atMost(PATIENCE)
        .until(() -> page.text("state").startsWith("The app has not answered since "));

    app = new ShownApp(port);
    app.label("1", "World", "After");
    shows("state", "Running.");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(page.texts("[data-category=World] .headline")).containsExactly("After"));
  }

  @Test
  void itFitsAPhoneAndAHeadlineWithoutSpacesToo() {
    fill();
    for (int width : List.of(PHONE, 320)) {
      BrowsedPage.width(BROWSER.driver(), width);
      assertThat(page.script("return document.documentElement.scrollWidth"))
          .as("at " + width)
          .isEqualTo((long) width);
    }
  }

  @Test
  void nobodyIsKeptOutInLightAndInDark() throws IOException {
    fill();
    String light = background();
    assertThat(page.barriers()).isEmpty();

    BrowsedPage.prefer(BROWSER.driver(), "prefers-color-scheme", "dark");
    BrowsedPage.width(BROWSER.driver(), PHONE);
    assertThat(background()).isNotEqualTo(light);
    assertThat(page.barriers()).isEmpty();
  }

  @Test
  void theKeyboardReachesTheButtonAndTheFocusIsSeen() {
    Actions keyboard = new Actions(BROWSER.driver());
    keyboard.sendKeys(Keys.TAB).perform();
    assertThat(page.script("return document.activeElement.textContent"))
        .isEqualTo("To the articles");
    keyboard.sendKeys(Keys.TAB).perform();
    assertThat(page.script("return document.activeElement.id")).isEqualTo("pause");
    assertThat(page.script("return getComputedStyle(document.activeElement).outlineStyle"))
        .isEqualTo("solid");
    keyboard.sendKeys(Keys.SPACE).perform();
    assertThat(page.element("pause").getAttribute("aria-pressed")).isEqualTo("true");
  }

  @Test
  void nothingComesFromElsewhere() {
    fill();
    assertThat(
            page.script(
                "return performance.getEntriesByType('resource').map(one => one.name)"
                    + ".filter(name => !name.startsWith(location.origin)).join()"))
        .isEqualTo("");
    assertThat(page.consoleMessages()).isEmpty();
  }

  /** Fills every part of the page. */
  private void fill() {
    for (String category : List.of("World", "Sports", "Business", "Sci/Tech")) {
      app.label("1", category, "Prices " + "x".repeat(250));
      app.label("2", category, "مرحبا بالعالم");
    }
    app.reject("The value is no Article in Confluent's wire format: send it with its serializer.");
    app.accuracy(90, 95, 70);
    shows("accuracy", "85.00 %");
    shows("labelled", "8");
    page.element("accuracy-details").click();
  }

  private String background() {
    return page.script("return getComputedStyle(document.body).backgroundColor").toString();
  }

  private void shows(String id, String text) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(page.text(id)).as(id).isEqualTo(text));
  }
}
