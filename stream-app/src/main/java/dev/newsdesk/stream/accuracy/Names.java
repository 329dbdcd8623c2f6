package dev.newsdesk.stream.accuracy;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for the few names of categories and checkpoints that the many standings refer to: in a
 * store, and in memory beside it. Those of one partition are not those of another.
 */
final class Names {

  /** What the empty name has. */
  private static final int NONE = 0;

  private final KeyValueStore<Integer, String> store;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<Integer, String> names = new HashMap<>();

  /** Takes over what the store holds from before a restart. */
  Names(KeyValueStore<Integer, String> store) {
    this.store = store;
    remember("", NONE);
    try (KeyValueIterator<Integer, String> all = store.all()) {
      all.forEachRemaining(entry -> remember(entry.value, entry.key));
    }
  }

  /** Describes the store. */
  static StoreBuilder<KeyValueStore<Integer, String>> builder(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.Integer(), Serdes.String())
        .withCachingDisabled();
  }

  private void remember(String name, int number) {
    numbers.put(name, number);
    names.put(number, name);
  }

  /** Returns a name's number, from now on the same; 0 for the empty name. */
  int number(String name) {
    @Nullable Integer known = numbers.get(name);
    if (known != null) {
      return known;
    }
    int number = numbers.size();
    store.put(number, name);
    remember(name, number);
    return number;
  }

  /** Returns the name that was given a number. */
  String name(int number) {
    return Objects.requireNonNull(names.get(number), "a number that no name was given");
  }
}
