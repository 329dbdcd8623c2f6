package dev.newsdesk.stream.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {

  /** Where Maven builds this module, or the folder that an editor starts tests in. */
  private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

  private static final Path PAGE = MODULE.resolveSibling("docs").resolve("configuration.md");

  @Test
  void theCommittedPageIsThatOfTheDefinitions() throws IOException {
    if (Boolean.getBoolean("newsdesk.write-docs")) {
      Files.writeString(PAGE, ConfigurationReference.page());
    }

    assertThat(PAGE)
        .as(
            "run mvn test -pl stream-app -am -Dtest=ConfigurationReferenceTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dnewsdesk.write-docs=true and commit"
                + " docs/configuration.md")
        .exists()
        .content(StandardCharsets.UTF_8)
        .isEqualTo(ConfigurationReference.page());
  }

  @Test
  void thePageNamesEverySettingAndItsVariable() {
    assertThat(Keys.DEFINITION.names())
        .allSatisfy(
            key ->
                assertThat(ConfigurationReference.page())
                    .contains("### `" + key + "`")
                    .contains("NEWSDESK_" + key.toUpperCase(Locale.ROOT).replace('.', '_')));
  }

  @Test
  void noValueOfThisMachineIsOnThePage() {
    assertThat(ConfigurationReference.page())
        .contains("Default: the number of processor cores.")
        .doesNotContain(System.getProperty("user.dir"));
  }
}
