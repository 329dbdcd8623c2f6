package dev.newsdesk.trainer.publishing;

import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.prediction.BatchPredictor;
import dev.newsdesk.classifier.prediction.Prediction;
import dev.newsdesk.classifier.text.TextEncoder;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.data.EvaluationSample;
import dev.newsdesk.trainer.data.HeldOutSplit;
import dev.newsdesk.trainer.data.NewsRow;
import dev.newsdesk.trainer.evaluation.Answers;
import dev.newsdesk.trainer.evaluation.Evaluation;
import dev.newsdesk.trainer.evaluation.Evaluator;
import dev.newsdesk.trainer.evaluation.Example;
import dev.newsdesk.trainer.experiment.Protocol;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a checkpoint's weights reach, as they are stored.
 *
 * @param notebook on the notebook's sample
 * @param test on the full test set
 * @param categories the counts of the full test set by true category
 * @param predictions what its answers on the full test set look like
 * @param worst the wrong answers that it was surest of, the surest first
 */
record Measured(
    Evaluation notebook,
    Answers test,
    Map<String, CheckpointManifest.CategoryAccuracy> categories,
    CheckpointManifest.Predictions predictions,
    List<Published.Mistake> worst) {

  private static final int MISTAKES = 10;
  private static final int TITLE_LENGTH = 90;

  /** Copies the collections. */
  Measured {
    categories = Map.copyOf(categories);
    worst = List.copyOf(worst);
  }

  /** Measures a network on the test rows. */
  static Measured of(BatchPredictor predictor, TextEncoder encoder, List<NewsRow> rows) {
    Evaluator evaluator = new Evaluator(AgNews.LABELS);
    List<Example> test = encode(rows, encoder);
    Answers answers = evaluator.answer(predictor, test);
    // A network answers on rows without words, too; nobody takes it for an answer.
    List<Prediction> predictions = predictor.classify(rows.stream().map(NewsRow::text).toList());
    return new Measured(
        evaluator.evaluate(predictor, EvaluationSample.of(test)),
        answers,
        answers.byCategory(test, AgNews.LABELS),
        PredictionFigures.of(predictor, encoder, rows),
        worst(predictions, rows, answers));
  }

  /** Returns the share of right labels on the rows that a protocol keeps aside. */
  static double heldOut(
      BatchPredictor predictor, TextEncoder encoder, AgNews data, Protocol protocol) {
    List<NewsRow> rows =
        HeldOutSplit.of(data.train(), protocol.selection().heldOutShare(), 1).heldOut();
    return new Evaluator(AgNews.LABELS).evaluate(predictor, encode(rows, encoder)).accuracy();
  }

  private static List<Example> encode(List<NewsRow> rows, TextEncoder encoder) {
    return rows.stream().map(row -> Example.of(row, encoder)).toList();
  }

  private static List<Published.Mistake> worst(
      List<Prediction> predictions, List<NewsRow> rows, Answers answers) {
    return IntStream.range(0, rows.size())
        .filter(row -> answers.classes().charAt(row) != Answers.REJECTED)
        .filter(row -> answers.classes().charAt(row) != Answers.digit(rows.get(row).label()))
        .mapToObj(row -> mistake(row, rows.get(row), answers, predictions.get(row)))
        .sorted(Comparator.comparing(Published.Mistake::confidence).reversed())
        .limit(MISTAKES)
        .toList();
  }

  private static Published.Mistake mistake(
      int number, NewsRow row, Answers answers, Prediction prediction) {
    String title = row.title();
    String answer = AgNews.LABELS.get(Character.digit(answers.classes().charAt(number), 36));
    return new Published.Mistake(
        number,
        title.length() <= TITLE_LENGTH ? title : title.substring(0, TITLE_LENGTH - 1) + "…",
        row.labelName(),
        answer,
        prediction.probabilities().getOrDefault(answer, 0.0));
  }
}
