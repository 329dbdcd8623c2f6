package dev.newsdesk.quickstart.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.quickstart.startup.StartupException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

  private final Path temporary;

  DataDirectoryTest(@TempDir Path temporary) {
    this.temporary = temporary;
  }

  @Test
  void isCreatedWhereMissing() {
    Path missing = temporary.resolve("a/b");
    try (DataDirectory data = DataDirectory.open(missing)) {
      assertThat(data.path()).isEqualTo(missing).isDirectory();
    }
  }

  @Test
  void refusesPathThatCannotBeDirectory() throws Exception {
    Path file = Files.createFile(temporary.resolve("file"));
    assertThatThrownBy(() -> DataDirectory.open(file.resolve("data")))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith(
            "The embedded Kafka broker cannot write to " + file.resolve("data") + " (")
        .hasMessageEndingWith("; make it writable or choose another directory.");
  }

  @Test
  void refusesFullDisk() {
    assertThatThrownBy(() -> DataDirectory.requireFree(Path.of("/data"), 3 * 1024 * 1024 + 17))
        .isInstanceOf(StartupException.class)
        .hasMessage(
            "The embedded Kafka broker needs at least 64 MB in /data, where 3 MB are free;"
                + " make room or choose another directory.");
    DataDirectory.requireFree(Path.of("/data"), DataDirectory.MIN_FREE_BYTES);
  }

  @Test
  void belongsToOneBrokerAtATime() {
    try (DataDirectory data = DataDirectory.open(temporary)) {
      assertThatThrownBy(() -> DataDirectory.open(data.path()))
          .isInstanceOf(StartupException.class)
          .hasMessage(
              "Another Kafka broker uses the directory %s; stop it or choose another directory.",
              temporary);
    }
    DataDirectory.open(temporary).close();
  }

  @Test
  void staysTheClusterItWasFormattedAs() throws Exception {
    try (DataDirectory data = DataDirectory.open(temporary)) {
      data.format();
      String cluster = data.metaProperties().clusterId().orElseThrow();
      data.format();
      assertThat(data.metaProperties().clusterId()).hasValue(cluster);
      assertThat(data.bootstrapMetadata().records()).isNotEmpty();
    }
  }
}
