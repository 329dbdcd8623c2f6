package dev.newsdesk.trainer.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.newsdesk.classifier.network.Weights;
import dev.newsdesk.classifier.text.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of one run: {@code epoch-N} for each finished epoch, moved into place whole, so that a
 * crash at any moment costs the epoch it happens in and nothing else.
 */
public final class RunDirectory {

  private static final String RECORD = "record.json";
  private static final String WEIGHTS = "model.safetensors";
  private static final String VOCABULARY = "vocabulary.txt";
  private static final String MOMENTS = "adam.safetensors";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(
              SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private final Path directory;

  /** Takes a folder that need not exist yet. */
  public RunDirectory(Path directory) {
    this.directory = directory;
  }

  /** Returns the record of the last finished epoch, if there is one. */
  public Optional<RunRecord> record() {
    int epoch = lastEpoch();
    return epoch == 0 ? Optional.empty() : Optional.of(readRecord(epoch));
  }

  /** Returns the weights at the end of an epoch. */
  public Weights weights(int epoch) {
    return Weights.ofSafetensors(read(epochDirectory(epoch).resolve(WEIGHTS)));
  }

  /** Returns the vocabulary that the run made of its training rows. */
  public Vocabulary vocabulary() {
    byte[] words = read(epochDirectory(lastEpoch()).resolve(VOCABULARY));
    return new Vocabulary(new String(words, StandardCharsets.UTF_8).lines().toList());
  }

  /** Returns the state at the end of the last finished epoch. */
  SavedState lastState() {
    int epoch = lastEpoch();
    int steps = readRecord(epoch).epochs().stream().mapToInt(RunRecord.Epoch::steps).sum();
    return new SavedState(weights(epoch), read(epochDirectory(epoch).resolve(MOMENTS)), steps);
  }

  /** Makes the folder, so that a disk that refuses is found out before an epoch is lost on it. */
  void create() {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new TrainingException(
          "The run's folder "
              + directory
              + " cannot be made ("
              + e
              + "): name another with --runs.",
          e);
    }
  }

  /** Keeps an epoch's weights, state and record; of earlier epochs only the weights stay. */
  void save(int epoch, SavedState state, Vocabulary vocabulary, RunRecord record) {
    Path target = epochDirectory(epoch);
    Path fresh = directory.resolve("." + target.getFileName() + ".part");
    try {
      deleteRecursively(fresh);
      Files.createDirectories(fresh);
      Files.write(fresh.resolve(WEIGHTS), state.weights().toSafetensors());
      Files.write(fresh.resolve(MOMENTS), state.moments());
      Files.write(fresh.resolve(VOCABULARY), vocabulary.words());
      Files.write(fresh.resolve(RECORD), JSON.writeValueAsBytes(record));
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      Files.deleteIfExists(epochDirectory(epoch - 1).resolve(MOMENTS));
    } catch (IOException e) {
      throw new TrainingException(
          "The run cannot be saved to " + target + " (" + e + "): check the disk and resume.", e);
    }
  }

  private RunRecord readRecord(int epoch) {
    Path file = epochDirectory(epoch).resolve(RECORD);
    try {
      return JSON.readValue(read(file), RunRecord.class);
    } catch (IOException e) {
      throw new TrainingException(
          "The record "
              + file
              + " is malformed ("
              + TrainingException.cause(e)
              + "): start a new run.",
          e);
    }
  }

  private int lastEpoch() {
    int epoch = 0;
    while (Files.isDirectory(epochDirectory(epoch + 1))) {
      epoch++;
    }
    return epoch;
  }

  /** Returns the folder of a finished epoch. */
  Path epochDirectory(int epoch) {
    return directory.resolve("epoch-" + epoch);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new TrainingException(
          "The run's file " + file + " cannot be read (" + e + "): start a new run.", e);
    }
  }

  private static void deleteRecursively(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
