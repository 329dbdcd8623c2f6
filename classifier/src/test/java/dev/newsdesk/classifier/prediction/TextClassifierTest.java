package dev.newsdesk.classifier.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import dev.newsdesk.classifier.TinyCheckpoint;
import dev.newsdesk.classifier.checkpoint.Checkpoint;
import dev.newsdesk.classifier.checkpoint.CheckpointException;
import dev.newsdesk.classifier.checkpoint.CheckpointWriter;
import dev.newsdesk.classifier.checkpoint.GoldenSample;
import dev.newsdesk.classifier.network.Weights;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextClassifierTest {

  private static Checkpoint checkpoint;

  @BeforeAll
  static void train() {
    checkpoint = TinyCheckpoint.create();
  }

  @Test
  void servesWhatWasWritten(@TempDir Path temporary) {
    CheckpointWriter.write(checkpoint, temporary.resolve("tiny"));

    try (TextClassifier classifier = TextClassifier.load(temporary.resolve("tiny"), Device.cpu());
        BatchPredictor predictor = classifier.newPredictor()) {
      GoldenSample golden = checkpoint.golden().get(1);
      assertThat(predictor.classify(List.of(golden.text())).get(0).probabilities())
          .isEqualTo(golden.probabilities());
      assertThat(classifier.checkpoint().manifest().id()).isEqualTo("tiny-1");
      assertThat(classifier.encoder().encode("w5 oil")).containsExactly(1, 5, 0, 2);
    }
  }

  @Test
  void servesWeightsInHalfPrecision() {
    Weights half = checkpoint.weights().storedAs(DataType.FLOAT16);
    Checkpoint stored = TinyCheckpoint.withWeights(half);

    try (TextClassifier classifier = TextClassifier.load(stored, Device.cpu());
        BatchPredictor predictor = classifier.newPredictor()) {
      GoldenSample exact = checkpoint.golden().get(1);
      Prediction rounded = predictor.classify(List.of(exact.text())).get(0);

      assertThat(rounded.probabilities()).isNotEqualTo(exact.probabilities());
      exact
          .probabilities()
          .forEach(
              (label, probability) ->
                  assertThat(rounded.probabilities().get(label))
                      .isCloseTo(probability, within(1e-3)));
    }
  }

  @Test
  void refusesToStartWhereAGoldenSampleComesOutOtherwise() {
    GoldenSample golden = checkpoint.golden().get(1);
    double right = golden.probabilities().getOrDefault("Sports", Double.NaN);
    Map<String, Double> probabilities = new HashMap<>(golden.probabilities());
    probabilities.put("Sports", right + 2e-4);
    List<GoldenSample> wrong =
        List.of(checkpoint.golden().get(0), new GoldenSample(golden.text(), probabilities));

    assertRefused(
        TinyCheckpoint.withGolden(checkpoint, wrong),
        "The checkpoint tiny-1 does not reproduce its golden samples"
            + " (Sports came out as %s instead of %s):".formatted(right, right + 2e-4)
            + " serve it with the build that trained it, or publish it again.");
  }

  @Test
  void toleratesAnotherProcessorsRounding() {
    GoldenSample golden = checkpoint.golden().get(1);
    Map<String, Double> probabilities = new HashMap<>(golden.probabilities());
    probabilities.computeIfPresent("Sports", (label, probability) -> probability + 5e-5);
    List<GoldenSample> close = List.of(new GoldenSample(golden.text(), probabilities));

    TextClassifier.load(TinyCheckpoint.withGolden(checkpoint, close), Device.cpu()).close();
  }

  @Test
  void refusesToStartWhereALabelIsUnknown() {
    GoldenSample golden = checkpoint.golden().get(1);
    List<GoldenSample> other = List.of(new GoldenSample(golden.text(), Map.of("Sporta", 0.5)));

    assertRefused(
        TinyCheckpoint.withGolden(checkpoint, other),
        "The checkpoint tiny-1 does not reproduce its golden samples (Sporta came out as NaN"
            + " instead of 0.5): serve it with the build that trained it, or publish it again.");
  }

  @Test
  void refusesWeightsOfAnotherNetwork() {
    assertRefused(
        TinyCheckpoint.withWeights(
            Weights.ofSafetensors(new byte[] {2, 0, 0, 0, 0, 0, 0, 0, '{', '}'})),
        "The weights of checkpoint tiny-1 cannot be served (The tensor embedding.weight should be"
            + " (40, 8) and is missing): publish it again.");
  }

  @Test
  void refusesWeightsThatAreNoNumbers() {
    for (float number : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
      Weights weights =
          TinyCheckpoint.weights(
              network -> network.getParameters().get("projection.bias").getArray().addi(number));

      for (DataType type : List.of(DataType.FLOAT16, DataType.FLOAT32, DataType.FLOAT64)) {
        assertRefused(
            TinyCheckpoint.withWeights(weights.storedAs(type)),
            "The weights of checkpoint tiny-1 cannot be served (The tensor projection.bias has a"
                + " NaN, an infinity or a number beyond 32 bits): publish it again.");
      }
    }
  }

  @Test
  void aNetworkThatGivesNoNumbersFailsTheBatch() {
    Weights notNumbers =
        TinyCheckpoint.weights(
            network -> {
              // All hidden features are 1, and their sum is beyond the largest number.
              network.getParameters().get("linear.bias").getArray().addi(100);
              network
                  .getParameters()
                  .get("projection.weight")
                  .getArray()
                  .muli(0)
                  .addi(Float.MAX_VALUE);
            });

    try (TextClassifier classifier =
            TextClassifier.load(TinyCheckpoint.withWeights(notNumbers), Device.cpu());
        BatchPredictor predictor = classifier.newPredictor()) {
      assertThatThrownBy(() -> predictor.classify(List.of("w5", "w6 w7")))
          .isInstanceOf(PredictionException.class)
          .hasMessage("The network failed on a batch of 2.")
          .hasRootCauseMessage("The network gave a probability of NaN.");
    }
  }

  @Test
  void threadsShareAClassifierAndGetWhatOneGets() throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    List<String> texts =
        IntStream.range(0, 200).mapToObj(i -> "w5 ".repeat(i % 60) + "w6").toList();
    try (TextClassifier classifier = TextClassifier.load(checkpoint, Device.cpu());
        BatchPredictor predictor = classifier.newPredictor()) {
      List<Prediction> expected = predictor.classify(texts);
      Callable<List<List<Prediction>>> work =
          () -> {
            try (BatchPredictor own = classifier.newPredictor()) {
              return IntStream.range(0, 20).mapToObj(round -> own.classify(texts)).toList();
            }
          };
      for (Future<List<List<Prediction>>> done : threads.invokeAll(List.of(work, work, work))) {
        assertThat(done.get()).hasSize(20).allMatch(expected::equals);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aClosedClassifierPredictsNoMore() {
    TextClassifier classifier = TextClassifier.load(checkpoint, Device.cpu());
    classifier.close();

    assertThatThrownBy(classifier::newPredictor).isInstanceOf(IllegalStateException.class);
  }

  private static void assertRefused(Checkpoint refused, String message) {
    assertThatThrownBy(() -> TextClassifier.load(refused, Device.cpu()))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(message);
  }
}
