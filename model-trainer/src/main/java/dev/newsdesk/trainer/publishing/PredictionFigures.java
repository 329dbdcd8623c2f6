package dev.newsdesk.trainer.publishing;

import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.prediction.BatchPredictor;
import dev.newsdesk.classifier.prediction.Prediction;
import dev.newsdesk.classifier.text.TextEncoder;
import dev.newsdesk.classifier.text.WordShare;
import dev.newsdesk.classifier.text.Words;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.data.NewsRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a network's answers look like, right or wrong. */
final class PredictionFigures {

  private PredictionFigures() {}

  /** Measures them on the test rows that have words, of which there is at least one. */
  static CheckpointManifest.Predictions of(
      BatchPredictor predictor, TextEncoder encoder, List<NewsRow> rows) {
    List<String> texts = rows.stream().map(NewsRow::text).filter(Words::areIn).toList();
    WordShare words =
        WordShare.of(
            texts.stream().map(text -> encoder.encode(text, predictor.maxLength())).toList());
    return of(predictor.classify(texts), words);
  }

  private static CheckpointManifest.Predictions of(List<Prediction> predictions, WordShare words) {
    Map<String, Double> shares = new HashMap<>();
    for (String category : AgNews.LABELS) {
      long given =
          predictions.stream().filter(prediction -> prediction.label().equals(category)).count();
      shares.put(category, (double) given / predictions.size());
    }
    return new CheckpointManifest.Predictions(
        shares,
        predictions.stream().mapToDouble(Prediction::confidence).average().orElseThrow(),
        words.share());
  }
}
