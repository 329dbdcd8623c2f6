package dev.newsdesk.quickstart.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** The live page as somebody sees it. */
public final class BrowsedPage {

  private final ChromeDriver driver;

  /** Opens the page; the browser is as wide as it was. */
  public BrowsedPage(ChromeDriver driver, String url) {
    this.driver = driver;
    consoleMessages();
    driver.get(url);
  }

  /** Makes the window as wide as a device is, in CSS pixels. */
  public static void width(ChromeDriver driver, int pixels) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", pixels < 500));
  }

  /** Sets what the system asks of pages, as in ("prefers-color-scheme", "dark"). */
  public static void prefer(ChromeDriver driver, String feature, String value) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", feature, "value", value))));
  }

  /** Returns the text of the element with this id. */
  public String text(String id) {
    return element(id).getText();
  }

  /** Returns the element with this id. */
  public WebElement element(String id) {
    return driver.findElement(By.id(id));
  }

  /** Returns the texts of all elements that a CSS selector finds, all at one moment. */
  @SuppressWarnings("unchecked")
  public List<String> texts(String selector) {
    return (List<String>)
        driver.executeScript(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.innerText)", selector);
  }

  /** Returns what a script returns. */
  public Object script(String script) {
    return Objects.requireNonNull(driver.executeScript(script), script);
  }

  /** Returns the number at a path of what the page's own API answers, as in "accuracy.overall". */
  public double figure(String path) {
    Object found =
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            fetch('api/status').then((answer) => answer.json()).then(
              (status) => done(arguments[0].split('.').reduce((part, name) => part[name], status)),
              (error) => done(String(error)));
            """,
            path);
    assertThat(found).as(path).isInstanceOf(Number.class);
    return ((Number) found).doubleValue();
  }

  /** Returns what the browser complained about since the last call. */
  public List<String> consoleMessages() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(entry -> entry.getLevel() + " " + entry.getMessage())
        .toList();
  }

  /** Returns what axe finds that keeps people out, one line each. */
  @SuppressWarnings("unchecked")
  public List<String> barriers() throws IOException {
    try (InputStream axe = BrowsedPage.class.getResourceAsStream("/axe.min.js")) {
      driver.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
    }
    Object found =
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            axe.run().then(
              (result) => done(result.violations.flatMap((violation) => violation.nodes.map(
                (node) => `${violation.id}: ${node.html} (${node.failureSummary})`))),
              (error) => done([`axe failed: ${error}`]));
            """);
    assertThat(found).isInstanceOf(List.class);
    return (List<String>) found;
  }
}
