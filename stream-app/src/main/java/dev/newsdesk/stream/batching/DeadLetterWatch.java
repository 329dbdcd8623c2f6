package dev.newsdesk.stream.batching;

import dev.newsdesk.internal.PendingArticle;
import dev.newsdesk.stream.classification.ArticleRejectedException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Watches what becomes of the last records of all partitions. A record counts once, however often
 * its transaction is given up and repeated. Thread-safe.
 */
final class DeadLetterWatch {

  private final DeadLetterLimit limit;
  private final BitSet dead;

  /** The last offset that counts: records leave in order from a batch, and before one. */
  private final Map<Track, Long> counted = new HashMap<>();

  private int deadCount;
  private int next;
  private boolean full;
  private String last = "";

  DeadLetterWatch(DeadLetterLimit limit) {
    this.limit = limit;
    this.dead = new BitSet(limit.window());
  }

  /** Takes note of an article that was labelled. */
  synchronized void labelled(PendingArticle record) {
    if (isNew(record, true)) {
      note(false);
    }
  }

  /**
   * Takes note of a record that was not.
   *
   * @param fromBatch whether it had waited for a batch
   */
  synchronized void rejected(
      PendingArticle record, ArticleRejectedException reason, boolean fromBatch) {
    if (isNew(record, fromBatch)) {
      note(true);
      last =
          "%s-%d at offset %d: %s"
              .formatted(
                  record.getTopic(),
                  record.getPartition(),
                  record.getOffset(),
                  String.valueOf(reason.getMessage()).replaceFirst("\\.$", ""));
    }
  }

  private boolean isNew(PendingArticle record, boolean fromBatch) {
    Track track = new Track(record.getTopic(), record.getPartition(), fromBatch);
    long before = counted.getOrDefault(track, -1L);
    counted.put(track, Math.max(before, record.getOffset()));
    return record.getOffset() > before;
  }

  private void note(boolean deadLetter) {
    deadCount += (deadLetter ? 1 : 0) - (dead.get(next) ? 1 : 0);
    dead.set(next, deadLetter);
    next = (next + 1) % limit.window();
    full |= next == 0;
  }

  /**
   * Returns when there are not too many.
   *
   * @throws TooManyDeadLettersException when there are
   */
  synchronized void requireFew() {
    if (full && deadCount > limit.share() * limit.window()) {
      throw new TooManyDeadLettersException(deadCount, limit, last);
    }
  }

  private record Track(String topic, int partition, boolean fromBatch) {}
}
