package dev.newsdesk.stream.accuracy;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * How many articles wait for their label, and labels for their article, by slice of time: what has
 * waited too long is known without looking at every article again.
 */
final class WaitingCounts {

  private final KeyValueStore<Long, Long> store;
  private final LabelWait wait;

  WaitingCounts(KeyValueStore<Long, Long> store, LabelWait wait) {
    this.store = store;
    this.wait = wait;
  }

  /** Describes the store, whose cache makes of many changes one between two commits. */
  static StoreBuilder<KeyValueStore<Long, Long>> builder(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.Long(), Serdes.Long())
        .withCachingEnabled();
  }

  /** One more waits, since that time. */
  void begin(Kind kind, long since) {
    add(kind, since, 1);
  }

  /** One that has waited since that time waits no longer. */
  void end(Kind kind, long since) {
    add(kind, since, -1);
  }

  private void add(Kind kind, long since, long change) {
    long key = key(kind, wait.slice(since));
    @Nullable Long before = store.get(key);
    store.put(key, (before == null ? 0 : before) + change);
  }

  /** Forgets what has waited too long, and returns how many of each kind that were. */
  Expired expire(long now) {
    List<KeyValue<Long, Long>> over = new ArrayList<>();
    try (KeyValueIterator<Long, Long> all = store.all()) {
      all.forEachRemaining(
          entry -> {
            if (wait.isSliceOver(slice(entry.key), now)) {
              over.add(entry);
            }
          });
    }
    long predictions = 0;
    long labels = 0;
    for (KeyValue<Long, Long> entry : over) {
      store.delete(entry.key);
      if (entry.key == key(Kind.PREDICTION, slice(entry.key))) {
        predictions += entry.value;
      } else {
        labels += entry.value;
      }
    }
    return new Expired(predictions, labels);
  }

  /** Returns the newest slice of time that is counted, or 0: no clock need be behind it. */
  long newest() {
    long newest = 0;
    try (KeyValueIterator<Long, Long> all = store.all()) {
      while (all.hasNext()) {
        newest = Math.max(newest, slice(all.next().key));
      }
    }
    return newest;
  }

  private static long key(Kind kind, long slice) {
    return slice * 2 + kind.offset;
  }

  private static long slice(long key) {
    return Math.floorDiv(key, 2);
  }

  /** What waits. */
  enum Kind {
    /** An article that was given a category. */
    PREDICTION(0),
    /** A label whose article has not been given one. */
    LABEL(1);

    /** What tells the keys of a slice apart. */
    private final int offset;

    Kind(int offset) {
      this.offset = offset;
    }
  }

  /**
   * What has waited in vain.
   *
   * @param predictions articles without a label
   * @param labels labels without an article
   */
  record Expired(long predictions, long labels) {}
}
