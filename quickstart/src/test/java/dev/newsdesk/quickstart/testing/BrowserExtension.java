package dev.newsdesk.quickstart.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a test class a headless Chromium of its own, or skips it where Chromium or its driver is
 * not on the path. A line for each test that runs goes to the file that {@code BROWSER_TEST_LOG}
 * names.
 *
 * <pre>{@code
 * @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();
 * }</pre>
 */
public final class BrowserExtension
    implements ExecutionCondition, BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

  private static final Logger LOG = LoggerFactory.getLogger(BrowserExtension.class);

  /**
   * Kept here so that its level is; Selenium warns of each Chromium that is younger than itself.
   */
  private static final java.util.logging.Logger SELENIUM =
      java.util.logging.Logger.getLogger("org.openqa.selenium");

  private static final List<String> BROWSERS = List.of("chromium", "google-chrome", "chrome");

  private @Nullable ChromeDriver driver;

  /** Returns the browser. */
  public ChromeDriver driver() {
    return Objects.requireNonNull(driver, "the field of the extension must be static");
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (browser().isPresent() && onPath("chromedriver").isPresent()) {
      return ConditionEvaluationResult.enabled("Chromium and its driver are here");
    }
    String reason =
        "Chromium and chromedriver are not on the path: install Debian's chromium and"
            + " chromium-driver, or their like, to have the page tested";
    LOG.warn("{} is skipped: {}", context.getDisplayName(), reason);
    return ConditionEvaluationResult.disabled(reason);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    SELENIUM.setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser().orElseThrow().toFile());
    options.addArguments(
        "--headless=new",
        "--disable-background-networking",
        "--disable-dev-shm-usage",
        "--no-first-run",
        // The pages are this build's own, and Chromium's sandbox does not start for root.
        "--no-sandbox",
        "--window-size=1280,1000");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    driver =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(onPath("chromedriver").orElseThrow().toFile())
                .build(),
            options);
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    new TestLog("BROWSER_TEST_LOG").add("chromium", context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (driver != null) {
      driver.quit();
      driver = null;
    }
  }

  private static Optional<Path> browser() {
    return BROWSERS.stream().flatMap(name -> onPath(name).stream()).findFirst();
  }

  private static Optional<Path> onPath(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
