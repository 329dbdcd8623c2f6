package dev.newsdesk.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/** Reads schemas from the module's directories; Maven runs the tests in the module's own. */
final class SchemaFiles {
  static final Path CURRENT = Path.of("src/main/avro");
  private static final Path RELEASED = Path.of("released");

  private SchemaFiles() {}

  /** The records that the files of a directory declare, nested ones included, by full name. */
  static Map<String, Schema> recordsIn(Path directory) {
    try (var files = Files.list(directory)) {
      var parser = new SchemaParser();
      for (Path file : files.filter(f -> f.toString().endsWith(".avsc")).sorted().toList()) {
        parser.parse(file);
      }
      var records = new TreeMap<String, Schema>();
      parser.getParsedNamedSchemas().forEach(s -> records.put(s.getFullName(), s));
      return records;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The directories of the released versions, the oldest first. */
  static List<Path> releases() {
    try (var entries = Files.list(RELEASED)) {
      return entries
          .filter(Files::isDirectory)
          .sorted(Comparator.comparingInt(d -> versionOf(d)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int versionOf(Path release) {
    return Integer.parseInt(release.getFileName().toString().substring(1));
  }
}
