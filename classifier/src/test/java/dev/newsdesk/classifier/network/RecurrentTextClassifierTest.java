package dev.newsdesk.classifier.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import com.fasterxml.jackson.databind.JsonNode;
import dev.newsdesk.classifier.Reference;
import dev.newsdesk.classifier.text.PaddedBatch;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecurrentTextClassifierTest {

  @BeforeAll
  static void startEngine() {
    TorchEngine.configure(1);
  }

  static List<Arguments> cases() throws IOException {
    return Reference.elements(Reference.json("networks/cases.json").get(0)).stream()
        .<Arguments>map(
            one ->
                Arguments.argumentSet(
                    one.get("file").asText() + " " + one.get("aggregation").asText(), one))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheReferenceLogits(JsonNode reference) throws IOException {
    // Dropout is on in the architecture: inference must not apply it.
    RecurrentTextClassifier network = new RecurrentTextClassifier(architecture(reference, 0.5));
    List<int[]> texts =
        Reference.elements(reference.get("sequences")).stream()
            .map(text -> Reference.elements(text).stream().mapToInt(JsonNode::asInt).toArray())
            .toList();
    double[] expected =
        Reference.elements(reference.get("logits")).stream()
            .flatMap(row -> Reference.elements(row).stream())
            .mapToDouble(JsonNode::asDouble)
            .toArray();

    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), TorchEngine.NAME)) {
      weights(reference).applyTo(network, manager);
      NDArray logits = forward(network, manager, texts, false);

      assertThat(logits.getShape()).isEqualTo(new Shape(texts.size(), 4));
      assertThat(doubles(logits)).containsExactly(expected, within(1e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void declaresTheParametersOfTheNotebooksStateDict(JsonNode reference) throws IOException {
    RecurrentTextClassifier network = new RecurrentTextClassifier(architecture(reference, 0));

    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), TorchEngine.NAME)) {
      network.initialize(manager, DataType.FLOAT32, new Shape(1, 1));
      byte[] ours = Weights.of(network).toSafetensors();

      assertThat(Reference.tensors(ours))
          .isEqualTo(Reference.tensors(weights(reference).toSafetensors()));
    }
  }

  @ParameterizedTest
  @EnumSource(RecurrentKind.class)
  void drawsTheInitialWeightsThatPyTorchDraws(RecurrentKind kind) {
    TorchEngine.start().setRandomSeed(42);
    int hidden = 64;
    RecurrentTextClassifier network =
        new RecurrentTextClassifier(
            new Architecture(kind, 2, true, hidden, Pooling.MAX, 0.1, 0, 400, 50));

    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), TorchEngine.NAME)) {
      network.initialize(manager, DataType.FLOAT32, new Shape(1, 1));
      for (var parameter : network.getParameters().values()) {
        double[] values = doubles(parameter.getArray());
        if (parameter.getName().equals("embedding.weight")) {
          double mean = Arrays.stream(values).average().orElseThrow();
          double variance =
              Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
          assertThat(mean).isCloseTo(0, within(0.03));
          assertThat(Math.sqrt(variance)).isCloseTo(1, within(0.02));
        } else {
          // The first linear layer reads both directions.
          int n = parameter.getName().startsWith("linear.") ? 2 * hidden : hidden;
          double bound = 1 / Math.sqrt(n);
          double smallest = Arrays.stream(values).min().orElseThrow();
          double largest = Arrays.stream(values).max().orElseThrow();
          assertThat(smallest).as(parameter.getName()).isBetween(-bound - 1e-6, -bound * 0.75);
          assertThat(largest).as(parameter.getName()).isBetween(bound * 0.75, bound + 1e-6);
        }
      }
    }
  }

  @Test
  void equalSeedsDrawEqualWeightsAndOtherSeedsOthers() {
    assertThat(initialEmbedding(1)).isEqualTo(initialEmbedding(1));
    assertThat(initialEmbedding(1)).isNotEqualTo(initialEmbedding(2));
  }

  @Test
  void trainingAppliesDropoutAndInferenceDoesNot() throws IOException {
    JsonNode reference = Reference.json("networks/cases.json").get(0).get(0);
    RecurrentTextClassifier network = new RecurrentTextClassifier(architecture(reference, 0.5));
    List<int[]> texts = List.of(new int[] {1, 5, 9, 2}, new int[] {1, 6, 2});

    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), TorchEngine.NAME)) {
      weights(reference).applyTo(network, manager);
      TorchEngine.start().setRandomSeed(3);
      double[] inferred = doubles(forward(network, manager, texts, false));
      double[] trained = doubles(forward(network, manager, texts, true));

      assertThat(doubles(forward(network, manager, texts, false))).containsExactly(inferred);
      assertThat(trained).isNotEqualTo(inferred);
      assertThat(doubles(forward(network, manager, texts, true))).isNotEqualTo(trained);
    }
  }

  @Test
  void withoutDropoutTrainingGivesWhatInferenceGives() throws IOException {
    JsonNode reference = Reference.json("networks/cases.json").get(0).get(0);
    RecurrentTextClassifier network = new RecurrentTextClassifier(architecture(reference, 0));
    List<int[]> texts = List.of(new int[] {1, 5, 9, 2});

    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), TorchEngine.NAME)) {
      weights(reference).applyTo(network, manager);

      assertThat(doubles(forward(network, manager, texts, true)))
          .containsExactly(doubles(forward(network, manager, texts, false)), within(1e-6));
    }
  }

  @ParameterizedTest
  @CsvSource({"MAX,TOKEN_MAX", "MEAN,TOKEN_MEAN"})
  void tokenPoolingGivesWithoutPaddingWhatTheNotebooksPoolingGives(Pooling all, Pooling tokens)
      throws IOException {
    List<int[]> texts = List.of(new int[] {1, 5, 9, 2}, new int[] {1, 6, 8, 2});

    assertThat(logits(tokens, texts)).containsExactly(logits(all, texts), within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"MAX,TOKEN_MAX", "MEAN,TOKEN_MEAN"})
  void tokenPoolingGivesAPaddedTextWhatTheNotebooksPoolingGivesItAlone(Pooling all, Pooling tokens)
      throws IOException {
    int[] text = {1, 5, 9, 2};
    int[] longer = {1, 6, 8, 11, 12, 13, 2};

    double[] alone = logits(all, List.of(text));
    double[] padded = logits(tokens, List.of(text, longer));

    assertThat(Arrays.copyOf(padded, alone.length)).containsExactly(alone, within(1e-6));
  }

  @Test
  void dropsFeaturesOfEmbeddedTokensWhileTrainingAndAtNoOtherTime() throws IOException {
    JsonNode reference = Reference.json("networks/cases.json").get(0).get(0);
    RecurrentTextClassifier network =
        new RecurrentTextClassifier(architecture(reference, Pooling.MAX, 0, 0.5));
    List<int[]> texts = List.of(new int[] {1, 5, 9, 2});

    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), TorchEngine.NAME)) {
      weights(reference).applyTo(network, manager);
      double[] inferred = doubles(forward(network, manager, texts, false));

      assertThat(inferred).containsExactly(logits(Pooling.MAX, texts), within(1e-6));
      assertThat(doubles(forward(network, manager, texts, true))).isNotEqualTo(inferred);
    }
  }

  @Test
  void aNetworkThatReadsThePaddingTakesNoSlices() {
    RecurrentTextClassifier network =
        new RecurrentTextClassifier(
            new Architecture(RecurrentKind.GRU, 1, false, 4, Pooling.MAX, 0, 0, 10, 2));
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), TorchEngine.NAME)) {
      network.initialize(manager, DataType.FLOAT32, new Shape(1, 1));
      NDList slices =
          new NDList(
              manager.create(new int[] {1, 5, 1, 6}, new Shape(2, 2)),
              manager.create(new int[] {3, 2}),
              manager.create(new int[] {2}, new Shape(1, 1)));
      assertThatThrownBy(() -> network.forward(new ParameterStore(manager, false), slices, false))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("A network that reads the padding takes a batch whole, not in slices.");
    }
  }

  /** On a processor the engine reads them where they came from, and again for the gradients. */
  @Test
  void aBatchsIdsAreThereForTheWayBack() {
    RecurrentTextClassifier network =
        new RecurrentTextClassifier(
            new Architecture(RecurrentKind.GRU, 1, false, 4, Pooling.TOKEN_MAX, 0, 0, 10, 2));
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), TorchEngine.NAME)) {
      network.initialize(manager, DataType.FLOAT32, new Shape(1, 1));
      NDArray ids = manager.create(new int[] {1, 5, 2}, new Shape(1, 3));
      NDList inputs = new NDList(ids, manager.create(new int[] {3}));
      var unused = network.forward(new ParameterStore(manager, false), inputs, true);
      assertThat(ids.toIntArray()).containsExactly(1, 5, 2);
    }
  }

  private static double[] logits(Pooling pooling, List<int[]> texts) throws IOException {
    JsonNode reference = Reference.json("networks/cases.json").get(0).get(0);
    RecurrentTextClassifier network =
        new RecurrentTextClassifier(architecture(reference, pooling, 0, 0));
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), TorchEngine.NAME)) {
      weights(reference).applyTo(network, manager);
      return doubles(forward(network, manager, texts, false));
    }
  }

  private static double[] initialEmbedding(int seed) {
    TorchEngine.start().setRandomSeed(seed);
    RecurrentTextClassifier network =
        new RecurrentTextClassifier(
            new Architecture(RecurrentKind.RNN, 1, false, 4, Pooling.MEAN, 0, 0, 10, 2));
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), TorchEngine.NAME)) {
      network.initialize(manager, DataType.FLOAT32, new Shape(1, 1));
      return doubles(network.getParameters().get("embedding.weight").getArray());
    }
  }

  private static NDArray forward(
      RecurrentTextClassifier network, NDManager manager, List<int[]> texts, boolean training) {
    PaddedBatch batch = PaddedBatch.collate(texts, 256);
    NDArray ids = manager.create(batch.ids(), new Shape(batch.size(), batch.time()));
    return network
        .forward(
            new ParameterStore(manager, false),
            new NDList(ids, manager.create(batch.lengths())),
            training)
        .singletonOrThrow();
  }

  private static Architecture architecture(JsonNode reference, double dropout) {
    String pooling = reference.get("aggregation").asText().toUpperCase(Locale.ROOT);
    return architecture(reference, Pooling.valueOf(pooling), dropout, 0);
  }

  private static Architecture architecture(
      JsonNode reference, Pooling pooling, double dropout, double embeddingDropout) {
    return new Architecture(
        RecurrentKind.valueOf(reference.get("recurrent").asText().toUpperCase(Locale.ROOT)),
        reference.get("layers").asInt(),
        reference.get("bidirectional").asBoolean(),
        8,
        pooling,
        dropout,
        embeddingDropout,
        40,
        4);
  }

  private static Weights weights(JsonNode reference) throws IOException {
    return Weights.ofSafetensors(Reference.bytes("networks/" + reference.get("file").asText()));
  }

  private static double[] doubles(NDArray array) {
    return array.toType(DataType.FLOAT64, true).toDoubleArray();
  }
}
