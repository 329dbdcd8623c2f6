package dev.newsdesk.trainer.publishing;

import dev.newsdesk.classifier.checkpoint.GoldenSample;
import dev.newsdesk.classifier.prediction.BatchPredictor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The texts whose probabilities travel with a checkpoint, to be recomputed at load. */
final class GoldenTexts {

  private static final String RESOURCE = "golden-texts.txt";

  private GoldenTexts() {}

  /** Returns a network's golden samples. */
  static List<GoldenSample> samples(BatchPredictor predictor) {
    return texts().stream()
        .map(
            text ->
                new GoldenSample(text, predictor.classify(List.of(text)).get(0).probabilities()))
        .toList();
  }

  private static List<String> texts() {
    InputStream resource =
        Objects.requireNonNull(GoldenTexts.class.getResourceAsStream(RESOURCE), RESOURCE);
    try (resource) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
