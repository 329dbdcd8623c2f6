package dev.newsdesk.classifier.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import dev.newsdesk.classifier.text.PaddedBatch;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TabulatedGruTest {

  private static final int VOCABULARY = 40;
  private static final int CLASSES = 4;

  @Property(tries = 100)
  void givesTheLogitsOfTheNetworkItTabulates(
      @ForAll Pooling pooling,
      @ForAll @IntRange(min = 1, max = 24) int hidden,
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 60) int longest,
      @ForAll long seed) {
    try (Model model = Model.newInstance("random", Device.cpu(), TorchEngine.NAME)) {
      Architecture architecture = gru(pooling, hidden);
      Weights weights = weights(architecture, seed);
      RecurrentTextClassifier plain = new RecurrentTextClassifier(architecture);
      weights.applyTo(plain, model.getNDManager());
      InferenceNetworks.load(model, architecture, weights);
      PaddedBatch batch = PaddedBatch.collate(texts(new Random(seed), rows, longest), longest);

      double[] expected = logits(plain, model.getNDManager(), batch);

      assertThat(model.getBlock()).isInstanceOf(TabulatedGru.class);
      assertThat(logits(model.getBlock(), model.getNDManager(), batch))
          .containsExactly(expected, within(1e-5));
    }
  }

  /** Padding is skipped: ids that are no tokens would be refused. */
  @ParameterizedTest
  @EnumSource(Pooling.class)
  void readsPaddingOnlyWhereThePoolingDoes(Pooling pooling) {
    Architecture architecture = gru(pooling, 8);
    try (Model model = Model.newInstance("random", Device.cpu(), TorchEngine.NAME)) {
      InferenceNetworks.load(model, architecture, weights(architecture, 1));
      NDManager manager = model.getNDManager();
      int[] noTokens = {1, 5, VOCABULARY, VOCABULARY, 1, 6, 7, 2};
      NDList inputs =
          new NDList(manager.create(noTokens, new Shape(2, 4)), manager.create(new int[] {2, 4}));

      if (pooling.readsPadding()) {
        assertThatThrownBy(() -> forward(model.getBlock(), manager, inputs))
            .hasMessageContaining("index out of range");
      } else {
        assertThat(forward(model.getBlock(), manager, inputs).getShape())
            .isEqualTo(new Shape(2, CLASSES));
      }
    }
  }

  @Test
  void servesOneLayerAndOneDirectionOfAGruOnAProcessor() {
    Architecture gru = gru(Pooling.TOKEN_MAX, 8);

    assertThat(TabulatedGru.supports(gru, Device.cpu())).isTrue();
    assertThat(TabulatedGru.supports(gru, Device.gpu(0))).isFalse();
    assertThat(
            Stream.of(
                architecture(RecurrentKind.LSTM, 1, false, Pooling.TOKEN_MAX, 8),
                architecture(RecurrentKind.RNN, 1, false, Pooling.TOKEN_MAX, 8),
                architecture(RecurrentKind.GRU, 2, false, Pooling.TOKEN_MAX, 8),
                architecture(RecurrentKind.GRU, 1, true, Pooling.TOKEN_MAX, 8)))
        .noneMatch(other -> TabulatedGru.supports(other, Device.cpu()));
  }

  @Test
  void otherNetworksLoadAsTheyAreTrained() {
    Architecture lstm = architecture(RecurrentKind.LSTM, 1, false, Pooling.TOKEN_MAX, 8);
    try (Model model = Model.newInstance("random", Device.cpu(), TorchEngine.NAME)) {
      InferenceNetworks.load(model, lstm, weights(lstm, 1));

      assertThat(model.getBlock()).isInstanceOf(RecurrentTextClassifier.class);
    }
  }

  @Test
  void aCallLeavesOneArrayBehindAndLoadingLeavesTheWeights() {
    Architecture architecture = gru(Pooling.MAX, 8);
    try (Model model = Model.newInstance("random", Device.cpu(), TorchEngine.NAME)) {
      NDManager manager = model.getNDManager();
      InferenceNetworks.load(model, architecture, weights(architecture, 1));
      assertThat(manager.getManagedArrays()).hasSize(10);
      assertThat(model.getModelPath()).doesNotExist();

      for (int call = 0; call < 20; call++) {
        try (NDManager scope = manager.newSubManager()) {
          PaddedBatch batch = PaddedBatch.collate(texts(new Random(call), 9, 20), 20);
          assertThat(logits(model.getBlock(), scope, batch)).hasSize(9 * CLASSES);
        }
      }
      assertThat(manager.getManagedArrays()).hasSize(10);
    }
  }

  @Test
  void refusesToTrain() {
    Architecture architecture = gru(Pooling.MAX, 8);
    try (Model model = Model.newInstance("random", Device.cpu(), TorchEngine.NAME)) {
      NDManager manager = model.getNDManager();
      InferenceNetworks.load(model, architecture, weights(architecture, 1));
      NDList inputs =
          new NDList(
              manager.create(new int[] {1, 2}, new Shape(1, 2)), manager.create(new int[] {2}));
      Block block = model.getBlock();

      assertThatThrownBy(() -> block.forward(new ParameterStore(manager, false), inputs, true))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage("A tabulated network cannot be trained.");
    }
  }

  private static Architecture gru(Pooling pooling, int hidden) {
    return architecture(RecurrentKind.GRU, 1, false, pooling, hidden);
  }

  private static Architecture architecture(
      RecurrentKind kind, int layers, boolean bidirectional, Pooling pooling, int hidden) {
    return new Architecture(
        kind, layers, bidirectional, hidden, pooling, 0.5, 0.5, VOCABULARY, CLASSES);
  }

  private static Weights weights(Architecture architecture, long seed) {
    TorchEngine.configure(1);
    TorchEngine.start().setRandomSeed((int) seed);
    RecurrentTextClassifier network = new RecurrentTextClassifier(architecture);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), TorchEngine.NAME)) {
      network.initialize(manager, DataType.FLOAT32, new Shape(1, 1));
      return Weights.of(network);
    }
  }

  private static List<int[]> texts(Random random, int rows, int longest) {
    return Stream.generate(() -> random.ints(1 + random.nextInt(longest), 0, VOCABULARY).toArray())
        .limit(rows)
        .toList();
  }

  private static double[] logits(Block network, NDManager manager, PaddedBatch batch) {
    NDList inputs =
        new NDList(
            manager.create(batch.ids(), new Shape(batch.size(), batch.time())),
            manager.create(batch.lengths()));
    return forward(network, manager, inputs).toType(DataType.FLOAT64, true).toDoubleArray();
  }

  private static NDArray forward(Block network, NDManager manager, NDList inputs) {
    return network.forward(new ParameterStore(manager, false), inputs, false).singletonOrThrow();
  }
}
