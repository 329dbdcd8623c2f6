package dev.newsdesk.stream.batching;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The batches of a stream thread's partitions. When articles come slowly, those that wait in all of
 * them are classified together and committed once: the fewer the network takes at a time, the more
 * each costs. Not thread-safe.
 */
final class ThreadBatches {

  private final Predicate<PartitionBatch> isHeld;
  private final List<PartitionBatch> batches = new ArrayList<>();
  private boolean fewHaveLeft;

  /**
   * Makes one without batches.
   *
   * @param isHeld whether a batch waits for a schema, and leaves later than others
   */
  ThreadBatches(Predicate<PartitionBatch> isHeld) {
    this.isHeld = isHeld;
  }

  /** Adds a partition's batch. */
  void add(PartitionBatch batch) {
    batches.add(batch);
  }

  /** Removes a partition's batch; one that is not there may be removed, too. */
  void remove(PartitionBatch batch) {
    batches.remove(batch);
  }

  /** Returns the serialized bytes of all articles that wait for a batch in its partitions. */
  long bytes() {
    long bytes = 0;
    for (PartitionBatch batch : batches) {
      if (!isHeld.test(batch)) {
        bytes += batch.bytes();
      }
    }
    return bytes;
  }

  /**
   * Returns which batches are to be classified at once: one that is due, and whole others that wait
   * as long as all together are no more than a full batch, by count and by bytes.
   */
  List<PartitionBatch> together(PartitionBatch due, FlushPolicy policy) {
    List<PartitionBatch> together = new ArrayList<>();
    together.add(due);
    int count = due.count();
    long bytes = due.bytes();
    for (PartitionBatch other : batches) {
      boolean waits =
          other != due && other.count() > 0 && other.classifiedCount() == 0 && !isHeld.test(other);
      if (waits
          && count + other.count() <= policy.size()
          && bytes + other.bytes() <= policy.maxBytes()) {
        together.add(other);
        count += other.count();
        bytes += other.bytes();
      }
    }
    return together;
  }

  /**
   * Some articles have left; returns whether the thread is to commit now: when some were few, and
   * none that are classified are still to leave.
   *
   * @param few whether they were few, so that their time counts for more than what a commit takes
   */
  boolean commitsAfter(boolean few) {
    fewHaveLeft |= few;
    boolean commits =
        fewHaveLeft && batches.stream().allMatch(batch -> batch.classifiedCount() == 0);
    fewHaveLeft &= !commits;
    return commits;
  }
}
