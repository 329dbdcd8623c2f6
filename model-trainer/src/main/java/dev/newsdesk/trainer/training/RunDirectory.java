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
 * crash at any moment costs the epoch it happens in and nothing else; {@code paused} where one was
 * stopped in its course.
 */
public final class RunDirectory {

  private static final String RECORD = "record.json";
  private static final String WEIGHTS = "model.safetensors";
  private static final String VOCABULARY = "vocabulary.txt";
  private static final String MOMENTS = "adam.safetensors";
  private static final String PROGRESS = "progress.json";
  private static final String PAUSED = "paused";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(
              SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private final Path directory;
  private final Path paused;

  /** Takes a folder that need not exist yet. */
  public RunDirectory(Path directory) {
    this.directory = directory;
    this.paused = directory.resolve(PAUSED);
  }

  /** Returns what the run has recorded at its last finished epoch or stop, if there was one. */
  public Optional<RunRecord> record() {
    int epoch = lastEpoch();
    Path ofPaused = paused.resolve(RECORD);
    if (epoch > 0) {
      return Optional.of(readRecord(epoch));
    }
    return Files.exists(ofPaused)
        ? Optional.of(parse(ofPaused, RunRecord.class))
        : Optional.empty();
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

  /** Returns the state at the end of the last finished epoch, after so many steps in all. */
  SavedState lastState(int steps) {
    return state(epochDirectory(lastEpoch()), steps);
  }

  /** Returns how far the epoch that was stopped in its course had come, if one was. */
  Optional<EpochProgress> paused() {
    Path file = paused.resolve(PROGRESS);
    return Files.exists(file) ? Optional.of(parse(file, EpochProgress.class)) : Optional.empty();
  }

  /** Returns the state in which an epoch was stopped, after so many steps in all. */
  SavedState pausedState(int steps) {
    return state(paused, steps);
  }

  private static SavedState state(Path folder, int steps) {
    return new SavedState(
        Weights.ofSafetensors(read(folder.resolve(WEIGHTS))), read(folder.resolve(MOMENTS)), steps);
  }

  /** Explains that the state to go on from cannot be used. */
  TrainingException damaged(IllegalArgumentException e, EpochProgress progress) {
    boolean inPause = progress.steps() > 0;
    int epoch = inPause ? progress.epoch() : progress.epoch() - 1;
    // Of epochs before the last only the weights are kept, which is not enough to go on from.
    String remedy =
        inPause || epoch == 1
            ? "delete " + (inPause ? paused : epochDirectory(epoch)) + " and resume."
            : "begin anew with --no-resume.";
    return new TrainingException(
        "The saved state of epoch "
            + epoch
            + " is damaged ("
            + TrainingException.cause(e)
            + "): "
            + remedy,
        e);
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
    try {
      Path fresh = part(target, state);
      Files.write(fresh.resolve(VOCABULARY), vocabulary.words());
      Files.write(fresh.resolve(RECORD), JSON.writeValueAsBytes(record));
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      Files.deleteIfExists(epochDirectory(epoch - 1).resolve(MOMENTS));
      deleteRecursively(paused);
    } catch (IOException e) {
      throw unsaved(target, e);
    }
  }

  /** Keeps the state in which an epoch was stopped; a crash while it does costs that epoch. */
  void pause(SavedState state, EpochProgress progress, RunRecord record) {
    try {
      Path fresh = part(paused, state);
      Files.write(fresh.resolve(PROGRESS), JSON.writeValueAsBytes(progress));
      Files.write(fresh.resolve(RECORD), JSON.writeValueAsBytes(record));
      deleteRecursively(paused);
      Files.move(fresh, paused, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw unsaved(paused, e);
    }
  }

  /** Replaces the record of the last finished epoch. */
  void replace(RunRecord record) {
    Path target = epochDirectory(lastEpoch()).resolve(RECORD);
    Path fresh = target.resolveSibling("." + RECORD + ".part");
    try {
      Files.write(fresh, JSON.writeValueAsBytes(record));
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw unsaved(target, e);
    }
  }

  /** Throws away whatever the folder keeps of a run. */
  public void clear() {
    try {
      deleteRecursively(directory);
    } catch (IOException e) {
      throw new TrainingException(
          "The run in " + directory + " cannot be deleted (" + e + "): check its rights.", e);
    }
  }

  private Path part(Path target, SavedState state) throws IOException {
    Path fresh = directory.resolve("." + target.getFileName() + ".part");
    deleteRecursively(fresh);
    Files.createDirectories(fresh);
    Files.write(fresh.resolve(WEIGHTS), state.weights().toSafetensors());
    Files.write(fresh.resolve(MOMENTS), state.moments());
    return fresh;
  }

  private static TrainingException unsaved(Path target, IOException e) {
    return new TrainingException(
        "The run cannot be saved to " + target + " (" + e + "): check the disk and resume.", e);
  }

  private RunRecord readRecord(int epoch) {
    return parse(epochDirectory(epoch).resolve(RECORD), RunRecord.class);
  }

  private static <T> T parse(Path file, Class<T> type) {
    try {
      return JSON.readValue(read(file), type);
    } catch (IOException e) {
      throw new TrainingException(
          "The record "
              + file
              + " is malformed ("
              + TrainingException.cause(e)
              + "): "
              + remedy(file),
          e);
    }
  }

  private static String remedy(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder != null && folder.endsWith(PAUSED)
        ? "delete " + folder + " and resume."
        : "start a new run.";
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
          "The run's file " + file + " cannot be read (" + e + "): " + remedy(file), e);
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
