package dev.newsdesk.classifier.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes checkpoint directories so that a reader sees a whole one or none, never half. */
public final class CheckpointWriter {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private CheckpointWriter() {}

  /**
   * Writes a checkpoint beside {@code directory} and moves it into place; one that was there is
   * replaced, and nothing else is. The manifest's hashes are computed here.
   *
   * @throws CheckpointException when something else is there or the disk refuses
   */
  public static void write(Checkpoint checkpoint, Path directory) {
    Path target = directory.toAbsolutePath();
    Path parent = target.getParent();
    if (parent == null) {
      throw new CheckpointException("A checkpoint cannot be the root folder: name another one.");
    }
    try {
      if (!replaceable(target)) {
        throw new CheckpointException(
            "The path "
                + directory
                + " holds something that is no checkpoint: name another directory or clear it.");
      }
      Files.createDirectories(parent);
      Path fresh = Files.createDirectory(sibling(target));
      try {
        writeFiles(checkpoint, fresh);
        moveIntoPlace(fresh, target);
      } finally {
        deleteRecursively(fresh);
      }
    } catch (IOException e) {
      throw new CheckpointException(
          "The checkpoint "
              + directory
              + " cannot be written ("
              + CheckpointException.reason(e)
              + "): check the disk's space and rights.",
          e);
    }
  }

  private static boolean replaceable(Path target) throws IOException {
    if (!Files.isDirectory(target)) {
      return !Files.exists(target);
    }
    try (Stream<Path> content = Files.list(target)) {
      return Files.exists(target.resolve(Checkpoint.MANIFEST)) || content.findAny().isEmpty();
    }
  }

  private static void writeFiles(Checkpoint checkpoint, Path directory) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(Checkpoint.WEIGHTS, checkpoint.weights().toSafetensors());
    files.put(Checkpoint.VOCABULARY, lines(checkpoint.vocabulary().words().stream()));
    files.put(Checkpoint.GOLDEN, lines(checkpoint.golden().stream().map(CheckpointWriter::json)));
    files.put(Checkpoint.MODEL_CARD, checkpoint.modelCard().getBytes(StandardCharsets.UTF_8));
    Map<String, String> hashes = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      hashes.put(file.getKey(), Sha256.hex(file.getValue()));
      Files.write(directory.resolve(file.getKey()), file.getValue());
    }
    Files.write(
        directory.resolve(Checkpoint.MANIFEST),
        ManifestJson.sealed(checkpoint.manifest().withSha256(hashes)));
  }

  private static byte[] lines(Stream<String> lines) {
    return lines
        .map(line -> line + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String json(GoldenSample sample) {
    try {
      return JSON.writeValueAsString(sample);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Text and numbers always make JSON.", e);
    }
  }

  private static void moveIntoPlace(Path fresh, Path target) throws IOException {
    Path replaced = sibling(target);
    boolean replaces = Files.exists(target);
    if (replaces) {
      Files.move(target, replaced, StandardCopyOption.ATOMIC_MOVE);
    }
    try {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (replaces) {
        Files.move(replaced, target, StandardCopyOption.ATOMIC_MOVE);
      }
      throw e;
    }
    if (replaces) {
      deleteRecursively(replaced);
    }
  }

  private static Path sibling(Path target) {
    return target.resolveSibling("." + target.getFileName() + "-" + UUID.randomUUID());
  }

  private static void deleteRecursively(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
