package dev.newsdesk.classifier.prediction;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import dev.newsdesk.classifier.text.PaddedBatch;
import dev.newsdesk.classifier.text.TextEncoder;
import java.util.List;

/** Classifies texts in batches, for one thread at a time. */
public final class BatchPredictor implements AutoCloseable {

  private final Predictor<PaddedBatch, List<Prediction>> predictor;
  private final TextEncoder encoder;
  private final int maxLength;
  private final BatchPlan plan;

  /**
   * Predicts with a network, whose weights may change between calls but not during one.
   *
   * @param model holds the network
   * @param encoder turns text into the network's ids
   * @param labels of the network's outputs, in order
   * @param maxLength ids a text is cut at
   * @param plan which texts share a padded batch
   */
  public BatchPredictor(
      Model model, TextEncoder encoder, List<String> labels, int maxLength, BatchPlan plan) {
    this.predictor = model.newPredictor(new PredictionTranslator(List.copyOf(labels)));
    this.encoder = encoder;
    this.maxLength = maxLength;
    this.plan = plan;
  }

  /**
   * Classifies any number of texts, padding like with like, and answers in the order asked.
   *
   * @throws PredictionException when the network fails; no text has been classified then
   */
  public List<Prediction> classify(List<String> texts) {
    List<int[]> encoded = texts.stream().map(encoder::encode).toList();
    List<Integer> lengths = encoded.stream().map(ids -> Math.min(ids.length, maxLength)).toList();
    Prediction[] predictions = new Prediction[texts.size()];
    for (List<Integer> batch : plan.batches(lengths)) {
      List<Prediction> some = classifyTogether(batch.stream().map(encoded::get).toList());
      for (int i = 0; i < some.size(); i++) {
        predictions[batch.get(i)] = some.get(i);
      }
    }
    return List.of(predictions);
  }

  /**
   * Classifies encoded texts as one padded batch, as the notebook's evaluation does.
   *
   * @param texts ids {@code [time]} of each text
   * @throws PredictionException when the network fails
   */
  public List<Prediction> classifyTogether(List<int[]> texts) {
    try {
      return predictor.predict(PaddedBatch.collate(texts, maxLength));
    } catch (TranslateException e) {
      throw new PredictionException("The network failed on a batch of " + texts.size() + ".", e);
    }
  }

  @Override
  public void close() {
    predictor.close();
  }
}
