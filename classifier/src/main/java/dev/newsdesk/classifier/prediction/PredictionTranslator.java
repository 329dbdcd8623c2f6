package dev.newsdesk.classifier.prediction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import dev.newsdesk.classifier.text.PaddedBatch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hands a padded batch to the network and turns logits {@code [batch, classes]} into labels. */
final class PredictionTranslator implements NoBatchifyTranslator<SlicedBatch, List<Prediction>> {

  private final List<String> labels;

  /** Handed to the engine as it is; one for all batches, where each would make two of its own. */
  private ByteBuffer buffer = allocate(0);

  PredictionTranslator(List<String> labels) {
    this.labels = labels;
  }

  @Override
  public NDList processInput(TranslatorContext context, SlicedBatch sliced) {
    PaddedBatch batch = sliced.batch();
    long tokens = sliced.slices().stream().mapToLong(TimeSlice::tokens).sum();
    int needed = Math.toIntExact((tokens + batch.size()) * Integer.BYTES);
    if (buffer.capacity() < needed) {
      buffer = allocate(needed);
    }
    // The engine reads the buffer until the call ends, and there is one call at a time.
    ByteBuffer free = buffer.duplicate();
    NDManager manager = context.getNDManager();
    NDList inputs = new NDList();
    for (TimeSlice slice : sliced.slices()) {
      int[] ids = batch.ids(slice.rows(), slice.from(), slice.to());
      inputs.add(array(manager, free, ids, new Shape(slice.rows(), slice.to() - slice.from())));
    }
    inputs.add(1, array(manager, free, batch.lengths(), new Shape(batch.size())));
    return inputs;
  }

  private static NDArray array(NDManager manager, ByteBuffer free, int[] values, Shape shape) {
    int bytes = values.length * Integer.BYTES;
    ByteBuffer part = free.slice(free.position(), bytes).order(ByteOrder.nativeOrder());
    free.position(free.position() + bytes);
    part.asIntBuffer().put(values);
    return manager.create(part, shape, DataType.INT32);
  }

  private static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  @Override
  public List<Prediction> processOutput(TranslatorContext context, NDList output) {
    float[] probabilities = output.singletonOrThrow().softmax(-1).toFloatArray();
    List<Prediction> predictions = new ArrayList<>();
    for (int start = 0; start < probabilities.length; start += labels.size()) {
      predictions.add(prediction(probabilities, start));
    }
    return predictions;
  }

  private Prediction prediction(float[] probabilities, int start) {
    Map<String, Double> byLabel = new LinkedHashMap<>();
    int best = 0;
    for (int i = 0; i < labels.size(); i++) {
      float probability = probabilities[start + i];
      if (!Float.isFinite(probability)) {
        throw new ArithmeticException("The network gave a probability of " + probability + ".");
      }
      byLabel.put(labels.get(i), (double) probability);
      if (probability > probabilities[start + best]) {
        best = i;
      }
    }
    return new Prediction(labels.get(best), probabilities[start + best], byLabel);
  }
}
