package dev.newsdesk.stream.batching;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** The store of counted dead letters without its changelog. */
final class DeadLetterStore {

  private DeadLetterStore() {}

  static KeyValueStore<Integer, byte[]> in(MockProcessorContext<?, ?> context) {
    KeyValueStore<Integer, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(DeadLetterTally.STORE),
                Serdes.Integer(),
                Serdes.ByteArray())
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    return store;
  }
}
