package dev.newsdesk.classifier.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsdesk.classifier.TinyCheckpoint;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointReaderTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static Checkpoint checkpoint;

  private Path temporary;
  private Path directory;

  @BeforeAll
  static void train() {
    checkpoint = TinyCheckpoint.create();
  }

  @BeforeEach
  void write(@TempDir Path folder) {
    temporary = folder;
    directory = temporary.resolve("tiny");
    CheckpointWriter.write(checkpoint, directory);
  }

  @Test
  void givesWhatWasWritten() {
    Checkpoint read = CheckpointReader.read(directory);

    assertThat(read.golden()).isEqualTo(checkpoint.golden()).isNotEmpty();
    assertThat(read.modelCard()).isEqualTo(checkpoint.modelCard()).isNotEmpty();
    assertThat(read.vocabulary().words()).isEqualTo(checkpoint.vocabulary().words());
    assertThat(read.weights().toSafetensors()).isEqualTo(checkpoint.weights().toSafetensors());
    assertThat(read.manifest().sha256())
        .containsOnlyKeys(
            "checkpoint.json",
            "golden.jsonl",
            "model.safetensors",
            "vocabulary.txt",
            "MODEL_CARD.md");
    assertThat(read.manifest().withSha256(checkpoint.manifest().sha256()))
        .isEqualTo(checkpoint.manifest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"golden.jsonl", "model.safetensors", "vocabulary.txt", "MODEL_CARD.md"})
  void refusesAChangedByte(String name) throws IOException {
    Path file = directory.resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    assertRefused(
        "The file %s is not the one that was published (its SHA-256 differs):".formatted(file)
            + " restore the checkpoint or publish it again.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"accuracy", "training", "id"})
  void refusesAManifestThatTellsSomethingElse(String field) throws IOException {
    changeManifest(
        manifest ->
            manifest.set(
                field,
                switch (field) {
                  case "accuracy" -> ((ObjectNode) manifest.get(field)).put("test", 0.99);
                  case "training" -> ((ObjectNode) manifest.get(field)).put("rows", 120_000);
                  default -> manifest.textNode("better");
                }));

    assertRefused(
        "The file %s is not the one that was published (its SHA-256 differs):"
                .formatted(directory.resolve("checkpoint.json"))
            + " restore the checkpoint or publish it again.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"golden.jsonl", "model.safetensors", "vocabulary.txt", "MODEL_CARD.md"})
  void refusesACutFile(String name) throws IOException {
    Files.write(directory.resolve(name), new byte[0]);

    assertRefused(
        "The file %s is not the one that was published (its SHA-256 differs):"
                .formatted(directory.resolve(name))
            + " restore the checkpoint or publish it again.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "checkpoint.json",
        "golden.jsonl",
        "model.safetensors",
        "vocabulary.txt",
        "MODEL_CARD.md"
      })
  void refusesAMissingFile(String name) throws IOException {
    Files.delete(directory.resolve(name));

    assertRefused(
        "The checkpoint file %s is missing: name a complete checkpoint directory."
            .formatted(directory.resolve(name)));
  }

  @Test
  void refusesADirectoryThatIsNotThere() {
    Path nowhere = temporary.resolve("nowhere");

    assertThatThrownBy(() -> CheckpointReader.read(nowhere))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            "The checkpoint file %s is missing: name a complete checkpoint directory."
                .formatted(nowhere.resolve("checkpoint.json")));
  }

  @Test
  void refusesAFileThatCannotBeRead() throws IOException {
    Files.delete(directory.resolve("vocabulary.txt"));
    Files.createDirectory(directory.resolve("vocabulary.txt"));

    // What the file system says of it differs from platform to platform.
    assertThatThrownBy(() -> CheckpointReader.read(directory))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(
            "The checkpoint file %s cannot be read ("
                .formatted(directory.resolve("vocabulary.txt")))
        .hasMessageMatching(".*Exception: .+\\): check it\\.");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, -1})
  void refusesAnUnknownFormatVersion(int version) throws IOException {
    changeManifest(manifest -> manifest.put("formatVersion", version));

    assertRefused(
        "The checkpoint %s has format version %d and this build reads version 1:"
                .formatted(directory, version)
            + " use a build that fits it, or publish it again.");
  }

  @Test
  void readsNothingElseOfAnUnknownFormatVersion() throws IOException {
    Files.writeString(
        directory.resolve("checkpoint.json"), "{\"formatVersion\": 2, \"tensors\": []}");

    assertRefused(
        "The checkpoint %s has format version 2 and this build reads version 1:"
                .formatted(directory)
            + " use a build that fits it, or publish it again.");
  }

  @Test
  void refusesAnUnknownTokenizer() throws IOException {
    changeManifest(
        manifest -> ((ObjectNode) manifest.get("text")).put("tokenizer", "sentence-piece"));

    assertMalformed("checkpoint.json", "The tokenizer 'sentence-piece' is unknown");
  }

  @Test
  void refusesAManifestThatIsNoJson() throws IOException {
    Files.writeString(directory.resolve("checkpoint.json"), "<html>");

    assertMalformed(
        "checkpoint.json",
        "Unexpected character ('<' (code 60)): expected a valid value"
            + " (JSON String, Number, Array, Object or token 'null', 'true' or 'false')");
  }

  @Test
  void refusesACutManifest() throws IOException {
    Path manifest = directory.resolve("checkpoint.json");
    byte[] bytes = Files.readAllBytes(manifest);
    Files.write(manifest, Arrays.copyOf(bytes, bytes.length - 3));

    assertThatThrownBy(() -> CheckpointReader.read(directory))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(
            "The checkpoint file %s is malformed (Unexpected end".formatted(manifest))
        .hasMessageEndingWith("): restore the checkpoint or publish it again.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "architecture", "text", "labels", "training", "accuracy", "sha256"})
  void refusesAManifestWithoutAField(String field) throws IOException {
    changeManifest(manifest -> manifest.remove(field));

    assertThatThrownBy(() -> CheckpointReader.read(directory))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(
            "The checkpoint file %s is malformed (Missing creator property '%s'"
                .formatted(directory.resolve("checkpoint.json"), field))
        .hasMessageEndingWith("): restore the checkpoint or publish it again.");
  }

  @Test
  void refusesAManifestWithAFieldItDoesNotKnow() throws IOException {
    changeManifest(manifest -> manifest.put("quantization", 8));

    assertThatThrownBy(() -> CheckpointReader.read(directory))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("Unrecognized field \"quantization\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "architecture | layers         | 0  | layers is 0; it must be at least 1",
        "architecture | hiddenSize     | -8 | hiddenSize is -8; it must be at least 1",
        "architecture | layers         | 65 | layers is 65; it must be at most 64",
        "architecture | layers         | 2147483648 | out of range of int",
        "architecture | hiddenSize     | 2147483647 | it must be at most 16384",
        "architecture | hiddenSize     | 2147483648 | out of range of int",
        "architecture | vocabularySize | 2147483647 | it must be at most 16777216",
        "architecture | classes        | 2147483647 | it must be at most 10000",
        "text         | maxLength      | 8193 | maxLength is 8193; it must be at most 8192",
        "text         | maxLength      | 2147483648 | out of range of int",
        "accuracy     | test           | 91 | test is 91.0; it must be in [0, 1]",
        "architecture | dropout        | 1  | dropout is 1.0; it must be in [0, 1)",
        "text         | maxLength      | 0  | maxLength is 0; it must be at least 1",
      })
  void refusesImpossibleSizes(String part, String field, long value, String cause)
      throws IOException {
    changeManifest(manifest -> ((ObjectNode) manifest.get(part)).put(field, value));

    assertThatThrownBy(() -> CheckpointReader.read(directory))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(cause)
        .hasMessageEndingWith("): restore the checkpoint or publish it again.");
  }

  @Test
  void refusesLabelsThatAreNotAsManyAsTheNetworksOutputs() throws IOException {
    changeManifest(manifest -> manifest.withArray("labels").remove(3));

    assertMalformed("checkpoint.json", "The network knows 4 labels and there are 3");
  }

  @Test
  void refusesWordsThatAreNotAsManyAsTheNetworkEmbeds() throws IOException {
    rewrite("vocabulary.txt", Files.readString(directory.resolve("vocabulary.txt")) + "oil\n");

    assertMalformed("vocabulary.txt", "The network knows 40 words and there are 41");
  }

  @Test
  void refusesAVocabularyWithoutSpecialTokens() throws IOException {
    rewrite("vocabulary.txt", "oil\nup\n");

    assertMalformed("vocabulary.txt", "A vocabulary begins with [<unk>, <bos>, <eos>, <pad>]");
  }

  @Test
  void refusesAWordThatStandsTwice() throws IOException {
    String words = Files.readString(directory.resolve("vocabulary.txt"));
    rewrite("vocabulary.txt", words.replace("w39", "w38"));

    assertMalformed("vocabulary.txt", "The word 'w38' stands twice");
  }

  @Test
  void refusesLabelsThatStandTwice() throws IOException {
    changeManifest(manifest -> manifest.withArray("labels").remove(3));
    changeManifest(manifest -> manifest.withArray("labels").add("World"));

    assertMalformed("checkpoint.json", "A label stands twice");
  }

  @Test
  void refusesAManifestWithAFieldTwice() throws IOException {
    Path file = directory.resolve("checkpoint.json");
    String manifest = Files.readString(file);
    Files.writeString(file, manifest.replaceFirst("\\{", "{\"id\": \"other\","));

    assertMalformed("checkpoint.json", "Duplicate field 'id'");
  }

  @Test
  void refusesAManifestOfAnotherNetworkThanTheWeights() throws IOException {
    changeManifest(manifest -> ((ObjectNode) manifest.get("architecture")).put("hiddenSize", 16));

    assertMalformed(
        "model.safetensors", "The tensor embedding.weight should be (40, 16) and is (40, 8)");
  }

  @Test
  void refusesACheckpointWithoutGoldenSamples() throws IOException {
    rewrite("golden.jsonl", "");

    assertMalformed("golden.jsonl", "It has no sample that the network could be checked by");
  }

  @Test
  void refusesAGoldenSampleThatSaysNothing() throws IOException {
    rewrite("golden.jsonl", "{\"text\":\"w5\",\"probabilities\":{}}\n");

    assertMalformed("golden.jsonl", "A sample has other labels than the manifest");
  }

  @Test
  void refusesAFileThatNoHeapHolds() throws IOException {
    try (RandomAccessFile weights =
        new RandomAccessFile(directory.resolve("model.safetensors").toFile(), "rw")) {
      // Sparse: it takes no room on the disk.
      weights.setLength(3L << 30);
    }

    assertThatThrownBy(() -> CheckpointReader.read(directory))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("it has 3221225472 bytes, and the heap leaves room for ")
        .hasMessageEndingWith("see -Xmx): check it.");
  }

  @Test
  void refusesGoldenSamplesThatAreNoJson() throws IOException {
    rewrite("golden.jsonl", "{\"text\": \"oil\"\n");

    assertThatThrownBy(() -> CheckpointReader.read(directory))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(
            "The checkpoint file %s is malformed (Unexpected end-of-input"
                .formatted(directory.resolve("golden.jsonl")))
        .hasMessageEndingWith("): restore the checkpoint or publish it again.");
  }

  private void changeManifest(Consumer<ObjectNode> change) throws IOException {
    Path file = directory.resolve("checkpoint.json");
    ObjectNode manifest = (ObjectNode) JSON.readTree(file.toFile());
    change.accept(manifest);
    Files.write(file, JSON.writeValueAsBytes(manifest));
  }

  /** Changes a file and its hash, as a faulty publisher would. */
  private void rewrite(String name, String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    Files.write(directory.resolve(name), bytes);
    changeManifest(manifest -> ((ObjectNode) manifest.get("sha256")).put(name, Sha256.hex(bytes)));
  }

  private void assertMalformed(String name, String cause) {
    assertRefused(
        "The checkpoint file %s is malformed (%s): restore the checkpoint or publish it again."
            .formatted(directory.resolve(name), cause));
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> CheckpointReader.read(directory))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(message);
  }
}
