package dev.newsdesk.classifier.prediction;

import dev.newsdesk.classifier.text.PaddedBatch;
import java.util.List;

/** A padded batch and the slices in which the network takes it. */
record SlicedBatch(PaddedBatch batch, List<TimeSlice> slices) {

  /** Takes it all at once. */
  static SlicedBatch whole(PaddedBatch batch) {
    return new SlicedBatch(batch, List.of(new TimeSlice(batch.size(), 0, batch.time())));
  }
}
