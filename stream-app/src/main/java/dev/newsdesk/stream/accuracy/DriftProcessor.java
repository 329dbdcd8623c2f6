package dev.newsdesk.stream.accuracy;

import dev.newsdesk.stream.drift.Detectors;
import dev.newsdesk.stream.drift.DriftReferences;
import dev.newsdesk.stream.drift.Recalls;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Hands the counts of all partitions to the drift detectors. There is one in the whole app,
 * whatever instance it runs on.
 */
final class DriftProcessor implements Processor<Integer, PartitionCounts, Void, Void> {

  private final DriftReferences references;
  private final DriftListener listener;
  private @Nullable DriftStore store;
  private @Nullable Detectors detectors;

  DriftProcessor(DriftReferences references, DriftListener listener) {
    this.references = references;
    this.listener = listener;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    store = new DriftStore(context.getStateStore(AccuracyTopology.DRIFT), references);
    detectors = store.load();
    listener.observed(this, detectors);
  }

  @Override
  public void process(Record<Integer, PartitionCounts> record) {
    PartitionCounts counts = record.value();
    Detectors all = Objects.requireNonNull(detectors, "init() comes first");
    all.accuracy().observe(recalls(counts.confusions()));
    observePredictions(counts, all);
    Objects.requireNonNull(store, "init() comes first").save(all);
    listener.observed(this, all);
  }

  /** Labels of another checkpoint's predictions say nothing about this one. */
  private Recalls recalls(Map<Cell, Long> confusions) {
    Recalls recalls = new Recalls(references.categories().size());
    confusions.forEach(
        (cell, count) -> {
          int category = references.categories().indexOf(cell.labelled());
          if (category >= 0 && cell.scope().checkpointId().equals(references.checkpointId())) {
            recalls.add(category, (double) count, cell.isCorrect() ? (double) count : 0);
          }
        });
    return recalls;
  }

  private void observePredictions(PartitionCounts counts, Detectors all) {
    List<String> categories = references.categories();
    long[] articles = new long[categories.size()];
    long[] ofCheckpoint = new long[categories.size()];
    double[] confidences = new double[categories.size()];
    // During a roll-out of another checkpoint instances count for different ones.
    boolean sameCheckpoint = counts.checkpointId().equals(references.checkpointId());
    for (int c = 0; c < articles.length; c++) {
      PartitionCounts.@Nullable Predicted predicted = counts.predictions().get(categories.get(c));
      if (predicted != null) {
        articles[c] = predicted.articles();
        ofCheckpoint[c] = sameCheckpoint ? predicted.ofCheckpoint() : 0;
        confidences[c] = sameCheckpoint ? predicted.confidence() : 0;
      }
    }
    all.shift().observe(articles);
    all.confidence().observe(ofCheckpoint, confidences);
  }

  @Override
  public void close() {
    listener.gone(this);
  }
}
