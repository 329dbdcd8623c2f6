package dev.newsdesk.quickstart.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.quickstart.startup.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryDistributionTest {

  private final Path temporary;

  RegistryDistributionTest(@TempDir Path temporary) {
    this.temporary = temporary;
  }

  @Test
  void isFoundByItsRunner() throws IOException {
    Path runner = Files.createFile(temporary.resolve("registry-1-runner.jar"));
    Files.createFile(Files.createDirectory(temporary.resolve("unpacked")).resolve("1.marker"));
    assertThat(RegistryDistribution.at(temporary).runnerJar()).isEqualTo(runner);
  }

  @Test
  void isRefusedWhereMissing() {
    assertRefused(temporary.resolve("nowhere"));
  }

  @Test
  void isRefusedWhereHalfUnpacked() throws IOException {
    Files.createFile(temporary.resolve("registry-1-runner.jar"));
    assertRefused(temporary);
  }

  private static void assertRefused(Path directory) {
    assertThatThrownBy(() -> RegistryDistribution.at(directory))
        .isInstanceOf(StartupException.class)
        .hasMessage(
            "The schema registry is missing or incomplete in %s; run \"mvn package\" to unpack it.",
            directory);
  }
}
