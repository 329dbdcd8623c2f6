package dev.newsdesk.stream.batching;

import dev.newsdesk.internal.PendingArticle;
import dev.newsdesk.schemas.AvroSerdes;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** The store of waiting articles without its changelog. */
final class PendingStore {

  private PendingStore() {}

  static KeyValueStore<Integer, PendingArticle> in(MockProcessorContext<?, ?> context) {
    KeyValueStore<Integer, PendingArticle> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(NewsTopology.STORE),
                Serdes.Integer(),
                AvroSerdes.pendingArticles())
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    return store;
  }
}
