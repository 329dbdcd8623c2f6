package dev.newsdesk.classifier.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.newsdesk.classifier.TinyCheckpoint;
import dev.newsdesk.classifier.network.Architecture;
import dev.newsdesk.classifier.network.InferenceNetworks;
import dev.newsdesk.classifier.network.Pooling;
import dev.newsdesk.classifier.network.RecurrentKind;
import dev.newsdesk.classifier.network.RecurrentTextClassifier;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.classifier.network.Weights;
import dev.newsdesk.classifier.text.TextEncoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Guarantee 2: what a text gets does not depend on the texts that share its batch. */
class BatchInvarianceTest {

  private static final int MAX_LENGTH = 60;

  @Property(tries = 150)
  void aTextGetsInAnyBatchWhatItGetsAlone(
      @ForAll RecurrentKind kind,
      @ForAll boolean served,
      @ForAll boolean maximum,
      @ForAll @IntRange(min = 1, max = 2) int layers,
      @ForAll @IntRange(min = 1, max = 40) int batchSize,
      @ForAll long seed) {
    Pooling pooling = maximum ? Pooling.TOKEN_MAX : Pooling.TOKEN_MEAN;
    try (Network network = new Network(architecture(kind, layers, false, pooling), served)) {
      Random random = new Random(seed);
      int[] text = text(random);
      Prediction alone = network.predictor.classifyTogether(List.of(text)).get(0);

      List<int[]> batch = new ArrayList<>();
      batch.add(text);
      while (batch.size() < batchSize) {
        batch.add(text(random));
      }
      Collections.shuffle(batch, random);
      Prediction among = network.predictor.classifyTogether(batch).get(batch.indexOf(text));

      assertSame(among, alone);
    }
  }

  @Property(tries = 50)
  void aTextGetsInSlicesWhatItGetsAlone(
      @ForAll RecurrentKind kind,
      @ForAll boolean served,
      @ForAll boolean maximum,
      @ForAll BatchPlan.Order order,
      @ForAll @IntRange(min = 1, max = 2) int layers,
      @ForAll @IntRange(min = 1, max = 30) int batchSize,
      @ForAll @IntRange(min = 1, max = 300) int tokenBudget,
      @ForAll long seed) {
    Pooling pooling = maximum ? Pooling.TOKEN_MAX : Pooling.TOKEN_MEAN;
    Random random = new Random(seed);
    List<String> texts = Stream.generate(() -> words(random)).limit(batchSize).toList();
    try (Network network = new Network(architecture(kind, layers, false, pooling), served);
        BatchPredictor slicing = network.newPredictor(new BatchPlan(order, tokenBudget))) {
      List<Prediction> together = slicing.classify(texts);
      for (int i = 0; i < texts.size(); i++) {
        List<int[]> text = List.of(network.encoder.encode(texts.get(i)));
        Prediction alone = network.predictor.classifyTogether(text).get(0);
        assertSame(together.get(i), alone);
      }
    }
  }

  private static void assertSame(Prediction one, Prediction other) {
    for (String label : TinyCheckpoint.LABELS) {
      assertThat(one.probabilities().get(label))
          .isCloseTo(other.probabilities().get(label), within(1e-5));
    }
  }

  private static String words(Random random) {
    return random
        .ints(random.nextInt(MAX_LENGTH + 10), 4, TinyCheckpoint.VOCABULARY.size())
        .mapToObj(id -> "w" + id)
        .collect(Collectors.joining(" "));
  }

  @Test
  void theNotebooksPoolingAndABackwardDirectionReadThePadding() {
    for (boolean served : new boolean[] {false, true}) {
      assertReadsPadding(architecture(RecurrentKind.GRU, 1, false, Pooling.MAX), served);
      assertReadsPadding(architecture(RecurrentKind.GRU, 1, false, Pooling.MEAN), served);
      assertReadsPadding(architecture(RecurrentKind.GRU, 1, true, Pooling.TOKEN_MAX), served);
    }
  }

  private static void assertReadsPadding(Architecture architecture, boolean served) {
    assertThat(architecture.isBatchInvariant()).isFalse();
    try (Network network = new Network(architecture, served)) {
      int[] text = {1, 5, 6, 2};
      int[] longer = {1, 7, 8, 9, 10, 11, 12, 13, 14, 15, 2};
      Map<String, Double> alone =
          network.predictor.classifyTogether(List.of(text)).get(0).probabilities();
      Map<String, Double> padded =
          network.predictor.classifyTogether(List.of(text, longer)).get(0).probabilities();

      assertThat(padded.get("World")).isNotCloseTo(alone.get("World"), within(1e-4));
    }
  }

  private static Architecture architecture(
      RecurrentKind kind, int layers, boolean bidirectional, Pooling pooling) {
    return new Architecture(
        kind, layers, bidirectional, 8, pooling, 0.1, 0.1, TinyCheckpoint.VOCABULARY.size(), 4);
  }

  private static int[] text(Random random) {
    return random
        .ints(1 + random.nextInt(MAX_LENGTH + 10), 0, TinyCheckpoint.VOCABULARY.size())
        .toArray();
  }

  /** A network with random weights that gives probabilities far from even. */
  private static final class Network implements AutoCloseable {

    private final Model model = Model.newInstance("random", Device.cpu(), TorchEngine.NAME);
    private final TextEncoder encoder = new TextEncoder(TinyCheckpoint.VOCABULARY);
    private final BatchPredictor predictor;

    /**
     * Loads the network.
     *
     * @param served as for inference, or else as for training
     */
    private Network(Architecture architecture, boolean served) {
      TorchEngine.configure(1);
      TorchEngine.start().setRandomSeed(5);
      RecurrentTextClassifier network = new RecurrentTextClassifier(architecture);
      network.initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1, 1));
      if (served) {
        InferenceNetworks.load(model, architecture, Weights.of(network));
      } else {
        model.setBlock(network);
      }
      predictor = newPredictor(BatchPlan.DEFAULT);
    }

    private BatchPredictor newPredictor(BatchPlan plan) {
      return new BatchPredictor(
          model, encoder, TinyCheckpoint.LABELS, MAX_LENGTH, plan, work -> {});
    }

    @Override
    public void close() {
      predictor.close();
      model.close();
    }
  }
}
