package dev.newsdesk.classifier.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsdesk.classifier.network.RecurrentTextClassifier;
import dev.newsdesk.classifier.network.Weights;
import dev.newsdesk.classifier.text.Vocabulary;
import dev.newsdesk.classifier.text.WordTokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Reads a checkpoint directory and trusts nothing in it that its hashes do not cover. */
public final class CheckpointReader {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final String PREDICTIONS = "predictions";
  private static final String UNKNOWN_WORDS = "unknownWords";
  private static final String ACCURACY = "accuracy";
  private static final String CATEGORIES = "categories";

  private final Path directory;

  private CheckpointReader(Path directory) {
    this.directory = directory;
  }

  /**
   * Reads a checkpoint.
   *
   * @throws CheckpointException when a file is missing or changed, or the format is unknown
   */
  public static Checkpoint read(Path directory) {
    return new CheckpointReader(directory).read();
  }

  /** Returns whether a directory holds a checkpoint, whole or not. */
  public static boolean isIn(Path directory) {
    return Files.exists(directory.resolve(Checkpoint.MANIFEST));
  }

  private Checkpoint read() {
    CheckpointManifest manifest = manifest();
    Vocabulary vocabulary =
        parse(
            Checkpoint.VOCABULARY,
            () -> {
              Vocabulary words =
                  new Vocabulary(text(Checkpoint.VOCABULARY, manifest).lines().toList());
              requireSame("words", words.size(), manifest.architecture().vocabularySize());
              return words;
            });
    List<GoldenSample> golden = parse(Checkpoint.GOLDEN, () -> golden(manifest));
    Weights weights =
        parse(
            Checkpoint.WEIGHTS,
            () -> {
              Weights stored = Weights.ofSafetensors(verified(Checkpoint.WEIGHTS, manifest));
              stored.requireFits(new RecurrentTextClassifier(manifest.architecture()));
              stored.requireFinite();
              return stored;
            });
    if (!ManifestJson.isSealed(manifest)) {
      throw changed(Checkpoint.MANIFEST);
    }
    return new Checkpoint(
        manifest, vocabulary, weights, golden, text(Checkpoint.MODEL_CARD, manifest));
  }

  private CheckpointManifest manifest() {
    byte[] bytes = bytes(Checkpoint.MANIFEST);
    return parse(
        Checkpoint.MANIFEST,
        () -> {
          JsonNode tree = JSON.readTree(bytes);
          int version = tree.path("formatVersion").asInt();
          if (version != Checkpoint.FORMAT_VERSION) {
            throw new CheckpointException(
                "The checkpoint "
                    + directory
                    + " has format version "
                    + version
                    + " and this build reads version "
                    + Checkpoint.FORMAT_VERSION
                    + ": use a build that fits it, or publish it again.");
          }
          if (tree instanceof ObjectNode object && !object.has(PREDICTIONS)) {
            // Checkpoints of before there was this field.
            object.putNull(PREDICTIONS);
          }
          if (tree.get(PREDICTIONS) instanceof ObjectNode object && !object.has(UNKNOWN_WORDS)) {
            object.putNull(UNKNOWN_WORDS);
          }
          if (tree.get(ACCURACY) instanceof ObjectNode object && !object.has(CATEGORIES)) {
            object.putNull(CATEGORIES);
          }
          CheckpointManifest manifest = JSON.treeToValue(tree, CheckpointManifest.class);
          String tokenizer = manifest.text().tokenizer();
          if (!tokenizer.equals(WordTokenizer.NAME)) {
            throw new IllegalArgumentException("The tokenizer '" + tokenizer + "' is unknown.");
          }
          requireSame("labels", manifest.labels().size(), manifest.architecture().classes());
          if (Set.copyOf(manifest.labels()).size() != manifest.labels().size()) {
            throw new IllegalArgumentException("A label stands twice.");
          }
          return manifest;
        });
  }

  private static void requireSame(String what, int actual, int expected) {
    if (actual != expected) {
      throw new IllegalArgumentException(
          "The network knows " + expected + " " + what + " and there are " + actual + ".");
    }
  }

  private List<GoldenSample> golden(CheckpointManifest manifest) {
    List<GoldenSample> samples =
        text(Checkpoint.GOLDEN, manifest).lines().map(CheckpointReader::golden).toList();
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("It has no sample that the network could be checked by.");
    }
    Set<String> labels = Set.copyOf(manifest.labels());
    for (GoldenSample sample : samples) {
      if (!sample.probabilities().keySet().equals(labels)) {
        throw new IllegalArgumentException("A sample has other labels than the manifest.");
      }
    }
    return samples;
  }

  private static GoldenSample golden(String line) {
    try {
      return JSON.readValue(line, GoldenSample.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  private String text(String name, CheckpointManifest manifest) {
    return new String(verified(name, manifest), StandardCharsets.UTF_8);
  }

  private byte[] verified(String name, CheckpointManifest manifest) {
    byte[] bytes = bytes(name);
    if (!Sha256.hex(bytes).equals(manifest.sha256().get(name))) {
      throw changed(name);
    }
    return bytes;
  }

  private CheckpointException changed(String name) {
    return new CheckpointException(
        "The file "
            + directory.resolve(name)
            + " is not the one that was published (its SHA-256 differs): restore the checkpoint or"
            + " publish it again.");
  }

  private byte[] bytes(String name) {
    Path file = directory.resolve(name);
    try {
      return BoundedFile.bytes(file);
    } catch (NoSuchFileException e) {
      throw new CheckpointException(
          "The checkpoint file " + file + " is missing: name a complete checkpoint directory.", e);
    } catch (IOException e) {
      throw new CheckpointException(
          "The checkpoint file "
              + file
              + " cannot be read ("
              + CheckpointException.reason(e)
              + "): check it.",
          e);
    }
  }

  private <T> T parse(String name, Parser<T> parser) {
    try {
      return parser.parse();
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      throw new CheckpointException(
          "The checkpoint file "
              + directory.resolve(name)
              + " is malformed ("
              + firstLine(e)
              + "): restore the checkpoint or publish it again.",
          e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceFirst("\\.$", "");
  }

  /** Parses one file. */
  private interface Parser<T> {
    T parse() throws IOException;
  }
}
