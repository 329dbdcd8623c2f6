package dev.newsdesk.classifier.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.classifier.Reference;
import dev.newsdesk.classifier.TinyCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointWriterTest {

  private static Checkpoint checkpoint;

  private Path temporary;

  @BeforeAll
  static void train() {
    checkpoint = TinyCheckpoint.create();
  }

  @BeforeEach
  void use(@TempDir Path folder) {
    temporary = folder;
  }

  @Test
  void writesFourFilesAndNothingBeside() throws IOException {
    Path directory = temporary.resolve("models").resolve("tiny");
    CheckpointWriter.write(checkpoint, directory);

    assertThat(names(directory))
        .containsExactly(
            "MODEL_CARD.md",
            "checkpoint.json",
            "golden.jsonl",
            "model.safetensors",
            "vocabulary.txt");
    assertThat(names(temporary.resolve("models"))).containsExactly("tiny");
  }

  @Test
  void aWordsLineInTheVocabularyIsItsId() throws IOException {
    CheckpointWriter.write(checkpoint, temporary.resolve("tiny"));

    assertThat(Files.readAllLines(temporary.resolve("tiny/vocabulary.txt")))
        .isEqualTo(checkpoint.vocabulary().words());
  }

  @Test
  void theWeightsFileHoldsTheNetworksTensors() throws IOException {
    CheckpointWriter.write(checkpoint, temporary.resolve("tiny"));

    assertThat(Reference.tensors(Files.readAllBytes(temporary.resolve("tiny/model.safetensors"))))
        .isEqualTo(Reference.tensors(Reference.bytes("networks/gru.safetensors")));
  }

  @Test
  void equalCheckpointsMakeEqualFiles() throws IOException {
    CheckpointWriter.write(checkpoint, temporary.resolve("one"));
    CheckpointWriter.write(checkpoint, temporary.resolve("two"));

    for (String name : names(temporary.resolve("one"))) {
      assertThat(temporary.resolve("one").resolve(name))
          .hasSameBinaryContentAs(temporary.resolve("two").resolve(name));
    }
    // Maps come in another order in each process.
    assertThat(Files.readAllLines(temporary.resolve("one/golden.jsonl")))
        .allMatch(line -> line.matches(".*Business.*Sci/Tech.*Sports.*World.*"));
  }

  @Test
  void replacesACheckpoint() throws IOException {
    Path directory = temporary.resolve("tiny");
    CheckpointWriter.write(checkpoint, directory);
    Files.writeString(directory.resolve("left-over"), "");
    List<GoldenSample> one = checkpoint.golden().subList(0, 1);
    CheckpointWriter.write(TinyCheckpoint.withGolden(checkpoint, one), directory);

    assertThat(CheckpointReader.read(directory).golden()).isEqualTo(one);
    assertThat(names(directory)).doesNotContain("left-over").hasSize(5);
    assertThat(names(temporary)).containsExactly("tiny");
  }

  @Test
  void fillsAnEmptyDirectory() throws IOException {
    CheckpointWriter.write(checkpoint, Files.createDirectory(temporary.resolve("tiny")));

    assertThat(CheckpointReader.read(temporary.resolve("tiny")).golden())
        .isEqualTo(checkpoint.golden());
  }

  @Test
  void leavesADirectoryAloneThatHoldsSomethingElse() throws IOException {
    Path home = Files.createDirectory(temporary.resolve("home"));
    Files.writeString(home.resolve("thesis.tex"), "years of work");

    assertNotReplaced(home);
    assertThat(home.resolve("thesis.tex")).hasContent("years of work");
  }

  @Test
  void leavesAFileAlone() throws IOException {
    Path file = Files.writeString(temporary.resolve("thesis.tex"), "years of work");

    assertNotReplaced(file);
    assertThat(file).hasContent("years of work");
  }

  @Test
  void aFailedWriteLeavesNothingBehind() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "content");
    Path directory = file.resolve("tiny");

    assertThatThrownBy(() -> CheckpointWriter.write(checkpoint, directory))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            "The checkpoint %s cannot be written (FileAlreadyExistsException: %s):"
                    .formatted(directory, file)
                + " check the disk's space and rights.");
    assertThat(names(temporary)).containsExactly("file");
    assertThat(file).hasContent("content");
  }

  @Test
  void aWriteThatFailsAtTheLastStepLeavesTheOldCheckpointAlone() throws IOException {
    Path old = temporary.resolve("tiny");
    CheckpointWriter.write(checkpoint, old);
    Path inside = Files.createDirectory(old.resolve("inside"));
    Path directory = inside.resolve("..");

    // The new checkpoint lies complete in "inside" when the old one turns out not to move there.
    assertThatThrownBy(
            () ->
                CheckpointWriter.write(TinyCheckpoint.withGolden(checkpoint, List.of()), directory))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(
            "The checkpoint %s cannot be written (FileSystemException: ".formatted(directory))
        .hasMessageEndingWith("): check the disk's space and rights.");
    assertThat(names(inside)).isEmpty();
    assertThat(CheckpointReader.read(old).golden()).isEqualTo(checkpoint.golden());
  }

  @Test
  void refusesTheRootFolder() {
    assertThatThrownBy(() -> CheckpointWriter.write(checkpoint, temporary.getRoot()))
        .isInstanceOf(CheckpointException.class)
        .hasMessage("A checkpoint cannot be the root folder: name another one.");
  }

  private void assertNotReplaced(Path path) throws IOException {
    List<String> before = names(temporary);

    assertThatThrownBy(() -> CheckpointWriter.write(checkpoint, path))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            "The path %s holds something that is no checkpoint: name another directory or clear it."
                .formatted(path));
    assertThat(names(temporary)).isEqualTo(before);
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
