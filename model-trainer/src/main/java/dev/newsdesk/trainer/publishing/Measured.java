package dev.newsdesk.trainer.publishing;

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
import dev.newsdesk.trainer.experiment.Selection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint's weights reach, as they are stored.
 *
 * @param notebook on the notebook's sample
 * @param test on the full test set
 * @param heldOut on the rows kept aside while training; null where there are none
 * @param worst the wrong answers that it was surest of, the surest first
 */
record Measured(
    Evaluation notebook,
    Answers test,
    @Nullable Evaluation heldOut,
    List<Published.Mistake> worst) {

  private static final int MISTAKES = 10;
  private static final int TITLE_LENGTH = 90;

  /** Copies the collection. */
  Measured {
    worst = List.copyOf(worst);
  }

  /** Measures a network on the data set, by the selection that it was trained with. */
  static Measured of(
      BatchPredictor predictor, TextEncoder encoder, AgNews data, Selection selection) {
    Evaluator evaluator = new Evaluator(AgNews.LABELS);
    List<NewsRow> testRows = data.test();
    List<Example> test = encode(testRows, encoder);
    double share = selection.heldOutShare();
    return new Measured(
        evaluator.evaluate(predictor, EvaluationSample.of(test)),
        evaluator.answer(predictor, test),
        share == 0
            ? null
            : evaluator.evaluate(
                predictor, encode(HeldOutSplit.of(data.train(), share, 1).heldOut(), encoder)),
        worst(predictor, testRows));
  }

  private static List<Example> encode(List<NewsRow> rows, TextEncoder encoder) {
    return rows.stream().map(row -> new Example(encoder.encode(row.text()), row.label())).toList();
  }

  private static List<Published.Mistake> worst(BatchPredictor predictor, List<NewsRow> rows) {
    List<Prediction> predictions = predictor.classify(rows.stream().map(NewsRow::text).toList());
    return IntStream.range(0, rows.size())
        .filter(row -> !predictions.get(row).label().equals(rows.get(row).labelName()))
        .mapToObj(row -> mistake(row, rows.get(row), predictions.get(row)))
        .sorted(Comparator.comparing(Published.Mistake::confidence).reversed())
        .limit(MISTAKES)
        .toList();
  }

  private static Published.Mistake mistake(int number, NewsRow row, Prediction prediction) {
    String title = row.title();
    return new Published.Mistake(
        number,
        title.length() <= TITLE_LENGTH ? title : title.substring(0, TITLE_LENGTH - 1) + "…",
        row.labelName(),
        prediction.label(),
        prediction.confidence());
  }
}
