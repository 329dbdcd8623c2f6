package dev.newsdesk.classifier.prediction;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import dev.newsdesk.classifier.network.BatchForm;
import dev.newsdesk.classifier.network.TextNetwork;
import dev.newsdesk.classifier.text.PaddedBatch;
import dev.newsdesk.classifier.text.TextEncoder;
import dev.newsdesk.classifier.text.WordShare;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Classifies texts in batches, for one thread at a time. */
public final class BatchPredictor implements AutoCloseable {

  private final Predictor<SlicedBatch, List<Prediction>> predictor;
  private final TextEncoder encoder;
  private final int maxLength;
  private final BatchPlan plan;
  private final Consumer<PredictionWork> listener;
  private final BatchForm form;

  /**
   * Predicts with a network, whose weights may change between calls but not during one.
   *
   * @param model holds the network
   * @param encoder turns text into the network's ids
   * @param labels of the network's outputs, in order
   * @param maxLength ids a text is cut at
   * @param plan which texts share a padded batch
   * @param listener is told by the calling thread what each successful call took
   */
  public BatchPredictor(
      Model model,
      TextEncoder encoder,
      List<String> labels,
      int maxLength,
      BatchPlan plan,
      Consumer<PredictionWork> listener) {
    this.predictor = model.newPredictor(new PredictionTranslator(List.copyOf(labels)));
    this.encoder = encoder;
    this.maxLength = maxLength;
    this.plan = plan;
    this.listener = listener;
    this.form =
        model.getBlock() instanceof TextNetwork network ? network.batchForm() : BatchForm.WHOLE;
  }

  /** Predicts by {@link BatchPlan#DEFAULT} and tells nobody. */
  public BatchPredictor(Model model, TextEncoder encoder, List<String> labels, int maxLength) {
    this(model, encoder, labels, maxLength, BatchPlan.DEFAULT, work -> {});
  }

  /**
   * Classifies any number of texts and answers in the order asked. The padding that the network
   * goes through is little, or none with {@link BatchForm#PACKED}.
   *
   * @throws PredictionException when the network fails; no text has been classified then
   */
  public List<Prediction> classify(List<String> texts) {
    long begun = System.nanoTime();
    List<int[]> encoded = texts.stream().map(text -> encoder.encode(text, maxLength)).toList();
    List<Integer> lengths = encoded.stream().map(ids -> ids.length).toList();
    long tokenized = System.nanoTime();
    Prediction[] predictions = new Prediction[texts.size()];
    long paddedTokens = 0;
    for (PlannedBatch batch : plan.plan(lengths, form)) {
      List<int[]> together = batch.texts().stream().map(encoded::get).toList();
      List<Prediction> some =
          predict(new SlicedBatch(PaddedBatch.collate(together, maxLength), batch.slices()));
      for (int i = 0; i < some.size(); i++) {
        predictions[batch.texts().get(i)] = some.get(i);
      }
      paddedTokens += batch.paddedTokens();
    }
    WordShare words = WordShare.of(encoded);
    listener.accept(
        new PredictionWork(
            texts.size(),
            lengths.stream().mapToLong(Integer::longValue).sum(),
            words.words(),
            words.unknown(),
            paddedTokens,
            Duration.ofNanos(tokenized - begun),
            Duration.ofNanos(System.nanoTime() - tokenized)));
    return List.of(predictions);
  }

  /**
   * Classifies encoded texts as one padded batch, as the notebook's evaluation does.
   *
   * @param texts ids {@code [time]} of each text
   * @throws PredictionException when the network fails
   */
  public List<Prediction> classifyTogether(List<int[]> texts) {
    return predict(SlicedBatch.whole(PaddedBatch.collate(texts, maxLength)));
  }

  /** Returns how many ids of a text the network reads. */
  public int maxLength() {
    return maxLength;
  }

  private List<Prediction> predict(SlicedBatch sliced) {
    try {
      return predictor.predict(sliced);
    } catch (TranslateException e) {
      throw new PredictionException(
          "The network failed on a batch of " + sliced.batch().size() + ".", e);
    }
  }

  @Override
  public void close() {
    predictor.close();
  }
}
