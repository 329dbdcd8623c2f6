package dev.newsdesk.stream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MetricsReferenceTest {

  /** Where Maven builds this module, or the folder that an editor starts tests in. */
  private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

  private static final Path PAGE = MODULE.resolveSibling("docs").resolve("metrics.md");

  @Test
  void theCommittedPageIsThatOfTheCatalogue() throws IOException {
    if (Boolean.getBoolean("newsdesk.write-docs")) {
      Files.writeString(PAGE, MetricsReference.page());
    }

    assertThat(PAGE)
        .as(
            "run mvn test -pl stream-app -am -Dtest=MetricsReferenceTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dnewsdesk.write-docs=true and commit"
                + " docs/metrics.md")
        .exists()
        .content(StandardCharsets.UTF_8)
        .isEqualTo(MetricsReference.page());
  }

  @Test
  void thePageNamesEveryMetric() {
    assertThat(Catalogue.all())
        .allSatisfy(
            metric ->
                assertThat(MetricsReference.page())
                    .contains("| `" + metric.name() + "` |", metric.help()));
  }
}
