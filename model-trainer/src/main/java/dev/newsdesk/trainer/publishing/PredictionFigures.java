package dev.newsdesk.trainer.publishing;

import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.prediction.BatchPredictor;
import dev.newsdesk.classifier.prediction.Prediction;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.data.NewsRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a network's answers look like, right or wrong. */
final class PredictionFigures {

  private PredictionFigures() {}

  /** Measures them on the test rows. */
  static CheckpointManifest.Predictions of(BatchPredictor predictor, List<NewsRow> rows) {
    return of(predictor.classify(rows.stream().map(NewsRow::text).toList()));
  }

  /** Measures them, of at least one answer. */
  static CheckpointManifest.Predictions of(List<Prediction> predictions) {
    Map<String, Double> shares = new HashMap<>();
    for (String category : AgNews.LABELS) {
      long given =
          predictions.stream().filter(prediction -> prediction.label().equals(category)).count();
      shares.put(category, (double) given / predictions.size());
    }
    return new CheckpointManifest.Predictions(
        shares, predictions.stream().mapToDouble(Prediction::confidence).average().orElseThrow());
  }
}
