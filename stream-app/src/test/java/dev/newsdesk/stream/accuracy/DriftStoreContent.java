package dev.newsdesk.stream.accuracy;

import dev.newsdesk.stream.drift.Detectors;
import dev.newsdesk.stream.drift.DriftReferences;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The store of the drift detectors, as a restart finds it. */
final class DriftStoreContent {

  private final KeyValueStore<String, byte[]> store;

  DriftStoreContent() {
    MockProcessorContext<?, ?> context = new MockProcessorContext<>();
    store = DriftStore.builder("drift").withLoggingDisabled().withCachingDisabled().build();
    store.init(context.getStateStoreContext(), store);
  }

  void copyFrom(AccuracyPipeline pipeline) {
    KeyValueStore<String, byte[]> source = pipeline.driver.getKeyValueStore(AccuracyTopology.DRIFT);
    try (KeyValueIterator<String, byte[]> all = source.all()) {
      all.forEachRemaining(entry -> store.put(entry.key, entry.value));
    }
  }

  Detectors load(DriftReferences references) {
    DriftStore drift = new DriftStore(store, references);
    Detectors detectors = drift.load();
    return detectors;
  }
}
