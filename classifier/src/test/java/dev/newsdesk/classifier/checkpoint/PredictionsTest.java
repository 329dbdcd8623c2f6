package dev.newsdesk.classifier.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.classifier.TinyCheckpoint;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a checkpoint's answers look like, which those of before do not tell. */
class PredictionsTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void areReadAsWrittenAndMayBeMissing() {
    Checkpoint checkpoint = TinyCheckpoint.create();
    Path directory = folder.resolve("tiny");
    CheckpointWriter.write(checkpoint, directory);
    assertThat(CheckpointReader.read(directory).manifest().predictions()).isNull();
    assertThat(directory.resolve("checkpoint.json")).content().doesNotContain("predictions");

    for (Double unknownWords : new Double[] {0.07, null}) {
      CheckpointManifest.Predictions predictions =
          new CheckpointManifest.Predictions(
              Map.of("World", 0.75, "Sports", 0.25), 0.9, unknownWords);
      CheckpointWriter.write(
          new Checkpoint(
              checkpoint.manifest().withPredictions(predictions),
              checkpoint.vocabulary(),
              checkpoint.weights(),
              checkpoint.golden(),
              checkpoint.modelCard()),
          directory);
      assertThat(CheckpointReader.read(directory).manifest().predictions()).isEqualTo(predictions);
    }
    // Where nobody measured it, the file and so its hash are as they were before there was it.
    assertThat(directory.resolve("checkpoint.json")).content().doesNotContain("unknownWords");
  }

  @Test
  void countsByCategoryAreReadAsWrittenAndMayBeMissing() {
    Checkpoint checkpoint = TinyCheckpoint.create();
    Path directory = folder.resolve("counted");
    CheckpointManifest.Accuracy without =
        new CheckpointManifest.Accuracy(0.8, 0.75, 40, null, null);
    write(checkpoint, without, directory);
    assertThat(CheckpointReader.read(directory).manifest().accuracy()).isEqualTo(without);
    assertThat(directory.resolve("checkpoint.json")).content().doesNotContain("categories");

    CheckpointManifest.Accuracy with =
        new CheckpointManifest.Accuracy(
            0.8, 0.75, 40, null, Map.of("World", new CheckpointManifest.CategoryAccuracy(40, 30)));
    write(checkpoint, with, directory);
    assertThat(CheckpointReader.read(directory).manifest().accuracy()).isEqualTo(with);
  }

  private static void write(
      Checkpoint checkpoint, CheckpointManifest.Accuracy accuracy, Path directory) {
    CheckpointWriter.write(
        new Checkpoint(
            checkpoint.manifest().withAccuracy(accuracy),
            checkpoint.vocabulary(),
            checkpoint.weights(),
            checkpoint.golden(),
            checkpoint.modelCard()),
        directory);
  }
}
