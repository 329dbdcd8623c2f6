package dev.newsdesk.stream.accuracy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The confusion matrices of all partitions together: in a store, and in memory beside it. A window
 * is forgotten when there are {@value #WINDOWS} newer ones; what comes for it later counts for all
 * time alone.
 */
final class Sums {

  /** A day, if windows are a minute long. */
  private static final int WINDOWS = 1_440;

  private final KeyValueStore<Cell, Long> store;
  private final long horizonMillis;
  private final Map<Scope, Map<Cell, Long>> matrices = new HashMap<>();
  private final Map<Scope, Long> reported = new HashMap<>();
  private final Set<Scope> changed = new LinkedHashSet<>();
  private long newestWindow = Scope.CUMULATIVE;

  /** Takes over what the store holds from before a restart. */
  Sums(KeyValueStore<Cell, Long> store, Duration window) {
    this.store = store;
    this.horizonMillis = window.multipliedBy(WINDOWS).toMillis();
    try (KeyValueIterator<Cell, Long> all = store.all()) {
      all.forEachRemaining(entry -> take(entry.key, entry.value));
    }
    matrices.forEach(
        (scope, matrix) -> {
          if (total(matrix) != reported.getOrDefault(scope, 0L)) {
            changed.add(scope);
          }
        });
  }

  /** Describes the store. */
  static StoreBuilder<KeyValueStore<Cell, Long>> builder(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), CellSerde.serde(), Serdes.Long())
        .withCachingEnabled();
  }

  private void take(Cell cell, long count) {
    if (cell.equals(reportedOf(cell.scope()))) {
      reported.put(cell.scope(), count);
    } else {
      matrices.computeIfAbsent(cell.scope(), scope -> new HashMap<>()).put(cell, count);
      newestWindow = Math.max(newestWindow, cell.scope().windowStart());
    }
  }

  /** Adds to a window's cell, and to that of all time. */
  void add(Cell cell, long count) {
    increase(cell.cumulative(), count);
    if (cell.scope().windowStart() > newestWindow - horizonMillis) {
      increase(cell, count);
      forgetOldWindows();
    }
  }

  private void increase(Cell cell, long count) {
    @Nullable Map<Cell, Long> matrix = matrices.get(cell.scope());
    long sum = count + (matrix == null ? 0 : matrix.getOrDefault(cell, 0L));
    store.put(cell, sum);
    take(cell, sum);
    changed.add(cell.scope());
  }

  private void forgetOldWindows() {
    List<Scope> old = new ArrayList<>();
    for (Scope scope : matrices.keySet()) {
      if (!scope.isCumulative() && scope.windowStart() <= newestWindow - horizonMillis) {
        old.add(scope);
      }
    }
    for (Scope scope : old) {
      Objects.requireNonNull(matrices.remove(scope)).keySet().forEach(store::delete);
      reported.remove(scope);
      store.delete(reportedOf(scope));
      changed.remove(scope);
    }
  }

  /**
   * Reports the matrices that have changed since they were last reported; one whose report fails is
   * reported again by the next call.
   */
  void report(BiConsumer<Scope, Map<Cell, Long>> report) {
    for (Scope scope : List.copyOf(changed)) {
      Map<Cell, Long> matrix = Objects.requireNonNull(matrices.get(scope));
      report.accept(scope, Map.copyOf(matrix));
      changed.remove(scope);
      reported.put(scope, total(matrix));
      store.put(reportedOf(scope), total(matrix));
    }
  }

  /** What was reported must be known after a crash; no category is without a name. */
  private static Cell reportedOf(Scope scope) {
    return new Cell(scope, "", "");
  }

  private static long total(Map<Cell, Long> matrix) {
    return matrix.values().stream().mapToLong(Long::longValue).sum();
  }
}
