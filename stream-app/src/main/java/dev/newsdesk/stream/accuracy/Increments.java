package dev.newsdesk.stream.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * A partition's confusions that have not been handed on: in a store, since what waits in memory
 * alone is lost in a crash.
 */
final class Increments {

  private final KeyValueStore<Cell, Long> store;

  Increments(KeyValueStore<Cell, Long> store) {
    this.store = store;
  }

  /** Describes the store, whose cache makes of many changes one between two commits. */
  static StoreBuilder<KeyValueStore<Cell, Long>> builder(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), CellSerde.serde(), Serdes.Long())
        .withCachingEnabled();
  }

  /** Counts one article. */
  void add(Cell cell) {
    @Nullable Long before = store.get(cell);
    store.put(cell, (before == null ? 0 : before) + 1);
  }

  /** Hands on all, and forgets them. */
  void drainTo(BiConsumer<Cell, Long> receiver) {
    List<KeyValue<Cell, Long>> drained = new ArrayList<>();
    try (KeyValueIterator<Cell, Long> all = store.all()) {
      all.forEachRemaining(drained::add);
    }
    for (KeyValue<Cell, Long> entry : drained) {
      store.delete(entry.key);
      receiver.accept(entry.key, entry.value);
    }
  }
}
