package dev.newsdesk.trainer.evaluation;

import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.prediction.BatchPredictor;
import dev.newsdesk.classifier.text.TextEncoder;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.data.EvaluationSample;
import dev.newsdesk.trainer.data.NewsRow;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint reaches on the test rows.
 *
 * @param notebook on the notebook's sample, its own way
 * @param test on the full test set, in batches of the same size
 * @param rejected rows of the full test set without words, which are in no figure
 * @param categories the counts of the full test set by true category
 */
public record CheckpointAccuracy(
    Evaluation notebook,
    Evaluation test,
    int rejected,
    Map<String, CheckpointManifest.CategoryAccuracy> categories) {

  /** Copies the collection. */
  public CheckpointAccuracy {
    categories = Map.copyOf(categories);
  }

  /** Measures a network on the test rows. */
  public static CheckpointAccuracy measure(
      BatchPredictor predictor, TextEncoder encoder, List<NewsRow> testRows) {
    Evaluator evaluator = new Evaluator(AgNews.LABELS);
    List<Example> test = testRows.stream().map(row -> Example.of(row, encoder)).toList();
    Answers answers = evaluator.answer(predictor, test);
    return new CheckpointAccuracy(
        evaluator.evaluate(predictor, EvaluationSample.of(test)),
        answers.evaluation(),
        (int) test.stream().filter(example -> !example.hasWords()).count(),
        answers.byCategory(test, AgNews.LABELS));
  }

  /** Returns the figures as a manifest states them. */
  public CheckpointManifest.Accuracy stated(@Nullable Double heldOut) {
    return new CheckpointManifest.Accuracy(
        notebook.accuracy(), test.accuracy(), test.rows(), heldOut, categories);
  }
}
