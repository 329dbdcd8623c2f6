package dev.newsdesk.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.LambdaBlock;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.classifier.prediction.BatchPredictor;
import dev.newsdesk.classifier.text.TextEncoder;
import dev.newsdesk.classifier.text.Vocabulary;
import dev.newsdesk.trainer.SmallExperiment;
import dev.newsdesk.trainer.data.NewsRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

  private static final List<String> LABELS = List.of("World", "Sports");
  private static final int[] SAYS_WORLD = {0};
  private static final int[] SAYS_SPORTS = {1};
  private static final double SURE = Math.log(1 + Math.exp(-2));
  private static final double WRONG = Math.log(1 + Math.exp(2));

  private final List<Shape> batches = new ArrayList<>();
  private Model model;
  private BatchPredictor predictor;

  @BeforeEach
  void makeANetworkThatReadsTheLabelFromTheFirstId() {
    SmallExperiment.startEngine();
    model = Model.newInstance("echo", Device.cpu(), TorchEngine.NAME);
    model.setBlock(new LambdaBlock(this::echo));
    predictor =
        new BatchPredictor(
            model, new TextEncoder(new Vocabulary(Vocabulary.SPECIAL_TOKENS)), LABELS, 256);
  }

  @AfterEach
  void close() {
    predictor.close();
    model.close();
  }

  @Test
  void countsTheRowsWhoseMostProbableLabelIsTheTrueOne() {
    Evaluation evaluation =
        evaluate(
            List.of(
                new Example(SAYS_WORLD, 0),
                new Example(SAYS_SPORTS, 0),
                new Example(SAYS_SPORTS, 1),
                new Example(SAYS_SPORTS, 1)));

    assertThat(evaluation.accuracy()).isEqualTo(0.75);
    assertThat(evaluation.rows()).isEqualTo(4);
  }

  @Test
  void rowsWithoutWordsAreRejectedAndCountNowhere() {
    TextEncoder encoder = new TextEncoder(new Vocabulary(Vocabulary.SPECIAL_TOKENS));
    List<Example> examples =
        List.of(
            new Example(SAYS_WORLD, 0),
            Example.of(new NewsRow(0, "\u200b", "..."), encoder),
            new Example(SAYS_SPORTS, 0),
            Example.of(new NewsRow(1, "", ""), encoder));

    Answers answers = new Evaluator(LABELS).answer(predictor, examples);

    assertThat(batches).containsExactly(new Shape(2, 1));
    assertThat(answers.evaluation().accuracy()).isEqualTo(0.5);
    assertThat(answers.evaluation().rows()).isEqualTo(2);
    assertThat(answers.classes()).isEqualTo("0-1-");
  }

  @Test
  void averagesTheCrossEntropyOverRows() {
    Evaluation evaluation =
        evaluate(
            List.of(
                new Example(SAYS_WORLD, 0),
                new Example(SAYS_SPORTS, 0),
                new Example(SAYS_SPORTS, 1)));

    assertThat(evaluation.loss()).isCloseTo((2 * SURE + WRONG) / 3, within(1e-6));
  }

  @Test
  void countsAShortLastBatchByItsRowsAndPadsEachBatchForItself() {
    List<Example> examples =
        new ArrayList<>(
            IntStream.range(0, 64).mapToObj(i -> new Example(new int[] {0, 3}, 0)).toList());
    examples.add(new Example(new int[] {1, 3, 3, 3, 3}, 0));

    Evaluation evaluation = evaluate(examples);

    assertThat(batches).containsExactly(new Shape(32, 2), new Shape(32, 2), new Shape(1, 5));
    assertThat(evaluation.accuracy()).isEqualTo(64 / 65.0);
    assertThat(evaluation.loss()).isCloseTo((64 * SURE + WRONG) / 65, within(1e-6));
  }

  @Test
  void keepsTheLossFiniteWhereAProbabilityUnderflows() {
    Evaluation evaluation = evaluate(List.of(new Example(new int[] {1_000}, 0)));

    assertThat(evaluation.loss()).isFinite().isGreaterThan(80);
  }

  private Evaluation evaluate(List<Example> examples) {
    return new Evaluator(LABELS).evaluate(predictor, examples);
  }

  /** Gives the first id's number, 2 each, to the second label and the rest of 2 to the first. */
  private NDList echo(NDList inputs) {
    NDArray ids = inputs.head();
    batches.add(ids.getShape());
    NDArray sports = ids.get(":,0:1").toType(ai.djl.ndarray.types.DataType.FLOAT32, false).mul(2);
    return new NDList(sports.mul(-1).add(2).concat(sports, 1));
  }
}
