package dev.newsdesk.trainer.evaluation;

import dev.newsdesk.classifier.prediction.BatchPredictor;
import dev.newsdesk.classifier.text.TextEncoder;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.data.EvaluationSample;
import dev.newsdesk.trainer.data.NewsRow;
import java.util.List;

/**
 * The two figures of a checkpoint.
 *
 * @param notebook on the notebook's sample, its own way
 * @param test on the full test set, in batches of the same size
 * @param rejected rows of the full test set without words, which are in neither figure
 */
public record CheckpointAccuracy(Evaluation notebook, Evaluation test, int rejected) {

  /** Measures both on the test rows. */
  public static CheckpointAccuracy measure(
      BatchPredictor predictor, TextEncoder encoder, List<NewsRow> testRows) {
    Evaluator evaluator = new Evaluator(AgNews.LABELS);
    List<Example> test = testRows.stream().map(row -> Example.of(row, encoder)).toList();
    return new CheckpointAccuracy(
        evaluator.evaluate(predictor, EvaluationSample.of(test)),
        evaluator.evaluate(predictor, test),
        (int) test.stream().filter(example -> !example.hasWords()).count());
  }
}
