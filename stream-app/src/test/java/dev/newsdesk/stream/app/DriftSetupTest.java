package dev.newsdesk.stream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.stream.TinyCheckpoint;
import dev.newsdesk.stream.config.DriftSettings;
import dev.newsdesk.stream.drift.Detectors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DriftSetupTest {

  private static final List<String> LABELS = TinyCheckpoint.manifest().labels();

  @Test
  void theRecallsOfTheCheckpointPredictItsAccuracy() {
    Map<String, CheckpointManifest.CategoryAccuracy> counts = new HashMap<>();
    LABELS.forEach(label -> counts.put(label, new CheckpointManifest.CategoryAccuracy(1_000, 800)));
    assertThat(expected(new CheckpointManifest.Accuracy(0.5, 0.8, 4_000, null, counts)))
        .isCloseTo(0.8, within(0.001));
  }

  @Test
  void aCheckpointOfBeforeIsTakenByItsOverallAccuracy() {
    assertThat(expected(new CheckpointManifest.Accuracy(0.5, 0.8, 4_000, null, null)))
        .isCloseTo(0.8, within(0.01));
  }

  @Test
  void aCategoryThatTheCheckpointDoesNotHaveIsRefused() {
    assertThatThrownBy(
            () ->
                DriftSetup.references(
                    TinyCheckpoint.manifest(),
                    new DriftSettings(1_000, Map.of("Wetter", 1.0), OptionalDouble.empty(), 0)))
        .isInstanceOf(StartupException.class)
        .hasMessage(
            "drift.reference.mix names Wetter, and the checkpoint tiny has "
                + String.join(", ", LABELS)
                + ": name those, or leave the setting out to learn the mix.");
  }

  private static double expected(CheckpointManifest.@Nullable Accuracy accuracy) {
    CheckpointManifest manifest = TinyCheckpoint.manifest();
    return Detectors.of(
            DriftSetup.references(
                accuracy == null ? manifest : manifest.withAccuracy(accuracy),
                new DriftSettings(1_000, Map.of(), OptionalDouble.empty(), 0)))
        .accuracy()
        .expected();
  }
}
