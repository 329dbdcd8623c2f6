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
}
