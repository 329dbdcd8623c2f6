package dev.newsdesk.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaCompatibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds each schema BACKWARD-compatible with every released version, see {@code
 * released/README.md}.
 */
class SchemaCompatibilityTest {
  static List<Path> releases() {
    return SchemaFiles.releases();
  }

  @Test
  void everySchemaIsReleased() {
    var releases = SchemaFiles.releases();
    assertThat(releases).isNotEmpty();
    assertThat(SchemaFiles.recordsIn(releases.get(releases.size() - 1)))
        .as("records of the latest release")
        .containsOnlyKeys(SchemaFiles.recordsIn(SchemaFiles.CURRENT).keySet());
  }

  @ParameterizedTest
  @MethodSource("releases")
  void everySchemaReadsWhatTheReleaseWrote(Path release) {
    var current = SchemaFiles.recordsIn(SchemaFiles.CURRENT);
    var released = SchemaFiles.recordsIn(release);
    assertThat(released).isNotEmpty();
    released.forEach(
        (name, writer) -> {
          var reader = current.get(name);
          assertThat(reader).as("%s, which is never removed", name).isNotNull();
          assertThat(problems(Objects.requireNonNull(reader), writer)).as(name).isEmpty();
        });
  }

  @Test
  void aNewFieldWithoutDefaultIsFound() {
    var v1 = SchemaBuilder.record("Sample").fields().requiredString("id").endRecord();
    var v2 =
        SchemaBuilder.record("Sample").fields().requiredString("id").requiredInt("n").endRecord();
    assertThat(problems(v2, v1)).isNotEmpty();
    assertThat(problems(v1, v2)).isEmpty();
  }

  @Test
  void anotherTypeIsFound() {
    var v1 = SchemaBuilder.record("Sample").fields().requiredString("id").endRecord();
    var v2 = SchemaBuilder.record("Sample").fields().requiredLong("id").endRecord();
    assertThat(problems(v2, v1)).isNotEmpty();
  }

  private static List<SchemaCompatibility.Incompatibility> problems(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities();
  }
}
