package dev.newsdesk.trainer.evaluation;

import dev.newsdesk.classifier.prediction.BatchPredictor;
import dev.newsdesk.classifier.prediction.Prediction;
import java.util.List;

/** The notebook's {@code evaluate}: rows in order, in batches, padded with their batch-mates. */
public final class Evaluator {

  /** The notebook's batch size. */
  public static final int BATCH_SIZE = 32;

  private final List<String> labels;

  /** Evaluates networks with these labels. */
  public Evaluator(List<String> labels) {
    this.labels = List.copyOf(labels);
  }

  /** Evaluates on rows, in order. */
  public Evaluation evaluate(BatchPredictor predictor, List<Example> examples) {
    return answer(predictor, examples).evaluation();
  }

  /**
   * Evaluates on rows, in order, and tells each row's answer. Rows without words are rejected: they
   * are in no batch and in no figure, as in the app.
   */
  public Answers answer(BatchPredictor predictor, List<Example> rows) {
    List<Example> examples = rows.stream().filter(Example::hasWords).toList();
    StringBuilder classes = new StringBuilder(rows.size());
    int right = 0;
    double loss = 0;
    for (int start = 0; start < examples.size(); start += BATCH_SIZE) {
      List<Example> batch = examples.subList(start, Math.min(start + BATCH_SIZE, examples.size()));
      List<Prediction> predictions =
          predictor.classifyTogether(batch.stream().map(Example::ids).toList());
      for (int i = 0; i < batch.size(); i++) {
        int truth = batch.get(i).label();
        Prediction prediction = predictions.get(i);
        int answer = labels.indexOf(prediction.label());
        classes.append(Answers.digit(answer));
        right += answer == truth ? 1 : 0;
        double probability = prediction.probabilities().getOrDefault(labels.get(truth), 0.0);
        // A probability that underflowed to 0 would make the whole mean infinite.
        loss -= Math.log(Math.max(probability, Float.MIN_NORMAL));
      }
    }
    return new Answers(
        new Evaluation((double) right / examples.size(), loss / examples.size(), examples.size()),
        withRejected(rows, classes));
  }

  private static String withRejected(List<Example> rows, StringBuilder classes) {
    for (int row = 0; row < rows.size(); row++) {
      if (!rows.get(row).hasWords()) {
        classes.insert(row, Answers.REJECTED);
      }
    }
    return classes.toString();
  }
}
