package dev.newsdesk.trainer.training;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The folder of records that are committed: one JSON file each, written whole or not at all. */
public final class RecordDirectory {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(
              SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Path directory;

  /** Takes a folder that need not exist yet. */
  public RecordDirectory(Path directory) {
    this.directory = directory;
  }

  /** Returns the record of a run, if it is kept. */
  public Optional<RunRecord> run(String experiment) {
    return read(experiment, RunRecord.class);
  }

  /** Keeps the record of a run in place of an older one. */
  public void keep(RunRecord record) {
    keep(record.experiment().name(), record);
  }

  /**
   * Returns a record of a name, if it is kept.
   *
   * @throws TrainingException when it is malformed
   */
  public <T> Optional<T> read(String name, Class<T> type) {
    Path file = file(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), type));
    } catch (IOException e) {
      throw new TrainingException(
          "The record "
              + file
              + " cannot be read ("
              + TrainingException.cause(e)
              + "): restore it or record it again.",
          e);
    }
  }

  /** Keeps a record under a name in place of an older one. */
  public void keep(String name, Object record) {
    Path file = file(name);
    Path fresh = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      Files.createDirectories(directory);
      Files.writeString(fresh, JSON.writeValueAsString(record) + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new TrainingException(
          "The record " + file + " cannot be written (" + e + "): name another --records folder.",
          e);
    }
  }

  private Path file(String name) {
    return directory.resolve(name + ".json");
  }
}
