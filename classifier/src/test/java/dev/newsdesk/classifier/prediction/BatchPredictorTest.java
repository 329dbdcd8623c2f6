package dev.newsdesk.classifier.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import dev.newsdesk.classifier.TinyCheckpoint;
import dev.newsdesk.classifier.network.RecurrentTextClassifier;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.classifier.text.TextEncoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchPredictorTest {

  private static final int MAX_LENGTH = 4_096;

  private final TextEncoder encoder = new TextEncoder(TinyCheckpoint.VOCABULARY);
  private Model model;
  private BatchPredictor predictor;

  @BeforeEach
  void load() {
    TorchEngine.configure(1);
    RecurrentTextClassifier network = new RecurrentTextClassifier(TinyCheckpoint.ARCHITECTURE);
    model = Model.newInstance("tiny", Device.cpu(), TorchEngine.NAME);
    TinyCheckpoint.weights(random -> {}).applyTo(network, model.getNDManager());
    model.setBlock(network);
    predictor = newPredictor();
  }

  @AfterEach
  void close() {
    predictor.close();
    model.close();
  }

  @Test
  void noTextsHaveNoPredictions() {
    assertThat(predictor.classify(List.of())).isEmpty();
  }

  @Test
  void aTextWithoutWordsHasAPredictionToo() {
    assertThat(predictor.classify(List.of("")).get(0).label()).isIn(TinyCheckpoint.LABELS);
  }

  @Test
  void probabilitiesAddUpToOneAndTheLabelIsTheMostProbable() {
    List<Prediction> predictions = predictor.classify(texts(200, 30));

    assertThat(predictions)
        .hasSize(200)
        .allSatisfy(
            prediction -> {
              assertThat(prediction.probabilities()).containsOnlyKeys(TinyCheckpoint.LABELS);
              assertThat(prediction.probabilities().values()).allMatch(p -> p >= 0 && p <= 1);
              assertThat(prediction.probabilities().values().stream().mapToDouble(p -> p).sum())
                  .isCloseTo(1, within(1e-6));
              assertThat(prediction.confidence())
                  .isEqualTo(Collections.max(prediction.probabilities().values()))
                  .isEqualTo(prediction.probabilities().get(prediction.label()));
            });
    assertThat(predictions.stream().map(Prediction::label).distinct().count()).isGreaterThan(1);
  }

  /** Texts so long that each stands alone: the network reads padding, so batch-mates would show. */
  @Test
  void answersInTheOrderAsked() {
    List<String> texts =
        List.of(text(1, 1_500), text(2, 1_300), text(3, 1_700), text(4, 1_290), text(5, 1_400));
    List<Prediction> alone =
        texts.stream().map(text -> predictor.classify(List.of(text)).get(0)).toList();

    assertThat(predictor.classify(texts)).isEqualTo(alone);
    assertThat(alone.stream().distinct()).hasSize(5);
  }

  @Test
  void textsOfOneLengthGetInABatchWhatTheyGetAlone() {
    List<String> texts = IntStream.range(0, 50).mapToObj(seed -> text(seed, 12)).toList();
    List<Prediction> together = predictor.classify(texts);

    for (int i = 0; i < texts.size(); i++) {
      Prediction alone = predictor.classify(List.of(texts.get(i))).get(0);
      for (String label : TinyCheckpoint.LABELS) {
        assertThat(together.get(i).probabilities().get(label))
            .isCloseTo(alone.probabilities().get(label), within(1e-5));
      }
    }
  }

  @Test
  void classifiesMoreTextsThanFitInOneBatch() {
    List<String> texts = new ArrayList<>(Collections.nCopies(3_000, "w5 w6"));
    texts.set(2_999, "w7 w8");
    List<Prediction> predictions = predictor.classify(texts);

    assertThat(predictions).hasSize(3_000);
    assertThat(predictions.get(2_999).probabilities())
        .isNotEqualTo(predictions.get(0).probabilities());
  }

  @Test
  void readsOnlyTheFirstIdsOfALongText() {
    try (BatchPredictor cutting = new BatchPredictor(model, encoder, TinyCheckpoint.LABELS, 4)) {
      assertThat(cutting.classify(List.of("w5 w6 w7 w8 w9")))
          .isEqualTo(cutting.classify(List.of("w5 w6 w7 w30")))
          .isNotEqualTo(cutting.classify(List.of("w5 w6 w30")));
    }
  }

  @Test
  void textsClassifiedTogetherArePaddedTogether() {
    List<int[]> texts = List.of(encoder.encode("w5"), encoder.encode("w6 w7 w8 w9 w10 w11"));
    List<Prediction> together = predictor.classifyTogether(texts);

    assertThat(together).hasSize(2);
    // Not to the last bit: how a processor adds up depends on the batch's size.
    assertThat(difference(together.get(1), predictor.classifyTogether(texts.subList(1, 2)).get(0)))
        .isLessThan(1e-6);
    assertThat(difference(together.get(0), predictor.classifyTogether(texts.subList(0, 1)).get(0)))
        .isGreaterThan(1e-4);
  }

  /** The largest difference between the probabilities of a category. */
  private static double difference(Prediction one, Prediction other) {
    return TinyCheckpoint.LABELS.stream()
        .mapToDouble(
            label ->
                Math.abs(
                    one.probabilities().getOrDefault(label, Double.NaN)
                        - other.probabilities().getOrDefault(label, Double.NaN)))
        .max()
        .orElseThrow();
  }

  @Test
  void refusesToClassifyNothingTogether() {
    assertThatThrownBy(() -> predictor.classifyTogether(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A batch needs at least one text with at least one id.");
  }

  @Test
  void twoPredictorsInTwoThreadsGiveWhatOneGives() throws InterruptedException, ExecutionException {
    List<String> texts = texts(300, 40);
    List<Prediction> expected = predictor.classify(texts);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<List<List<Prediction>>> work =
          () -> {
            try (BatchPredictor own = newPredictor()) {
              return IntStream.range(0, 10).mapToObj(round -> own.classify(texts)).toList();
            }
          };
      for (Future<List<List<Prediction>>> done : threads.invokeAll(List.of(work, work))) {
        assertThat(done.get()).hasSize(10).allMatch(expected::equals);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void predictionsLeaveNoArraysBehind() {
    NDManager manager = model.getNDManager();
    int parameters = model.getBlock().getParameters().size();
    for (int round = 0; round < 20; round++) {
      try (BatchPredictor own = newPredictor()) {
        own.classify(texts(10, 20));
      }
      predictor.classify(texts(10, 20));
    }

    assertThat(manager.getManagedArrays()).hasSize(parameters);
  }

  @Test
  void aFailedBatchLeavesNoArraysBehind() {
    List<int[]> outOfVocabulary = List.of(new int[] {1, 4_000, 2});
    for (int round = 0; round < 5; round++) {
      assertThatThrownBy(() -> predictor.classifyTogether(outOfVocabulary))
          .isInstanceOf(PredictionException.class)
          .hasMessage("The network failed on a batch of 1.");
    }

    assertThat(model.getNDManager().getManagedArrays())
        .hasSize(model.getBlock().getParameters().size());
    assertThat(predictor.classify(List.of("w5"))).hasSize(1);
  }

  @Test
  void tellsWhatACallTook() {
    List<PredictionWork> works = new ArrayList<>();
    try (BatchPredictor told =
        new BatchPredictor(
            model,
            encoder,
            TinyCheckpoint.LABELS,
            6,
            new BatchPlan(BatchPlan.Order.ARRIVAL, 12),
            works::add)) {
      // With bos and eos 3, 5 and 6 ids, the last one cut; 2 × 5 fit the budget, 3 × 6 do not.
      assertThat(told.classify(List.of("w5", "w5 oil w7", "w5 w6 w7 w8 w9 oil"))).hasSize(3);
    }

    assertThat(works).hasSize(1);
    PredictionWork work = works.get(0);
    assertThat(work.texts()).isEqualTo(3);
    assertThat(work.tokens()).isEqualTo(3 + 5 + 6);
    // The last text's sixth word is cut off with its end.
    assertThat(work.words()).isEqualTo(1 + 3 + 5);
    assertThat(work.unknownWords()).isOne();
    assertThat(work.paddedTokens()).isIn(3 + 2 * 6L, 2 * 5 + 6L);
    assertThat(work.tokenizing()).isPositive();
    assertThat(work.inference()).isPositive();
  }

  @Test
  void aCallThatFailsTellsNothing() {
    List<PredictionWork> works = new ArrayList<>();
    BatchPredictor closed =
        new BatchPredictor(model, encoder, TinyCheckpoint.LABELS, 6, BatchPlan.DEFAULT, works::add);
    closed.close();

    assertThatThrownBy(() -> closed.classify(List.of("w5")))
        .isInstanceOf(PredictionException.class);
    assertThat(works).isEmpty();
  }

  @Test
  void aPredictionDoesNotSeeWhatTheBufferHeldBefore() {
    List<String> shorter = List.of("w5", "w6 w7");
    List<Prediction> fresh;
    try (BatchPredictor other = newPredictor()) {
      fresh = other.classify(shorter);
    }
    var unused = predictor.classify(texts(300, 40));

    assertThat(predictor.classify(shorter)).isEqualTo(fresh);
  }

  @Test
  void aClosedPredictorPredictsNoMore() {
    BatchPredictor own = newPredictor();
    own.close();

    assertThatThrownBy(() -> own.classify(List.of("w5")))
        .isInstanceOf(PredictionException.class)
        .hasRootCauseInstanceOf(IllegalStateException.class);
    assertThat(predictor.classify(List.of("w5"))).hasSize(1);
  }

  private BatchPredictor newPredictor() {
    return new BatchPredictor(model, encoder, TinyCheckpoint.LABELS, MAX_LENGTH);
  }

  private static List<String> texts(int count, int maxWords) {
    Random random = new Random(count);
    return IntStream.range(0, count)
        .mapToObj(seed -> text(seed, random.nextInt(maxWords)))
        .toList();
  }

  private static String text(int seed, int words) {
    return new Random(seed)
        .ints(words, 4, TinyCheckpoint.VOCABULARY.size())
        .mapToObj(id -> "w" + id)
        .collect(Collectors.joining(" "));
  }
}
