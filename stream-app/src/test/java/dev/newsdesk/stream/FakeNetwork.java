package dev.newsdesk.stream;

import dev.newsdesk.classifier.prediction.Prediction;
import dev.newsdesk.classifier.prediction.PredictionException;
import dev.newsdesk.stream.classification.ArticleClassifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Gives each text the label it begins with, as in "Sports: Cup final", and fails on a batch that
 * holds the word "poison".
 */
public final class FakeNetwork implements ArticleClassifier.Network {

  /** The categories. */
  public static final List<String> LABELS = List.of("World", "Sports", "Business", "Sci/Tech");

  private final List<List<String>> calls = new ArrayList<>();
  private boolean closed;

  @Override
  public List<Prediction> classify(List<String> texts) {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    calls.add(List.copyOf(texts));
    if (texts.stream().anyMatch(text -> text.contains("poison"))) {
      throw new PredictionException("The network failed.", new ArithmeticException("poison"));
    }
    return texts.stream().map(FakeNetwork::prediction).toList();
  }

  private static Prediction prediction(String text) {
    String label = LABELS.stream().filter(text::startsWith).findFirst().orElse("World");
    return new Prediction(label, 0.75, Map.of(label, 0.75));
  }

  /** Returns the texts of each call so far. */
  public List<List<String>> calls() {
    return calls;
  }

  /** Tells whether it was closed. */
  public boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
