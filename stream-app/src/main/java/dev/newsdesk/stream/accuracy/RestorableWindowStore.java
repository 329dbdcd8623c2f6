package dev.newsdesk.stream.accuracy;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.WindowBytesStoreSupplier;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/**
 * A window store on disk that, while it holds nothing, says that it may be restored from its
 * changelog's beginning.
 *
 * <p>Kafka Streams 4.3 keeps the changelog's offset in each window's database, so that a store
 * without windows has nowhere to keep it. With {@code exactly_once_v2} it takes such a store's
 * empty folder for what a crash has left, wipes it and has the group rebalance; where that moves
 * the task between two threads, it finds the next empty folder, and so on without end.
 */
final class RestorableWindowStore implements WindowStore<Bytes, byte[]> {

  /** What Kafka Streams has a store keep, and give back, that has read nothing yet. */
  private static final long OFFSET_UNKNOWN = -4;

  private final WindowStore<Bytes, byte[]> store;

  private RestorableWindowStore(WindowStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** Wraps the stores that another supplier makes. */
  static WindowBytesStoreSupplier supplier(WindowBytesStoreSupplier supplier) {
    return new Supplier(supplier);
  }

  @Override
  public @Nullable Long committedOffset(TopicPartition partition) {
    @Nullable Long offset = store.committedOffset(partition);
    return offset == null && isEmpty() ? (Long) OFFSET_UNKNOWN : offset;
  }

  private boolean isEmpty() {
    try (KeyValueIterator<Windowed<Bytes>, byte[]> all = store.all()) {
      return !all.hasNext();
    }
  }

  @Override
  public String name() {
    return store.name();
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    store.init(context, root);
  }

  @Override
  public void commit(Map<TopicPartition, Long> changelogOffsets) {
    store.commit(changelogOffsets);
  }

  @Override
  @SuppressWarnings("deprecation") // Kafka Streams itself still asks.
  public boolean managesOffsets() {
    return store.managesOffsets();
  }

  @Override
  public boolean persistent() {
    return store.persistent();
  }

  @Override
  public boolean isOpen() {
    return store.isOpen();
  }

  @Override
  public void close() {
    store.close();
  }

  @Override
  public Position getPosition() {
    return store.getPosition();
  }

  @Override
  public <R> QueryResult<R> query(Query<R> query, PositionBound bound, QueryConfig config) {
    return store.query(query, bound, config);
  }

  @Override
  public void put(Bytes key, byte[] value, long windowStart) {
    store.put(key, value, windowStart);
  }

  @Override
  public byte[] fetch(Bytes key, long windowStart) {
    return store.fetch(key, windowStart);
  }

  @Override
  public WindowStoreIterator<byte[]> fetch(Bytes key, long from, long to) {
    return store.fetch(key, from, to);
  }

  @Override
  public KeyValueIterator<Windowed<Bytes>, byte[]> fetch(
      Bytes keyFrom, Bytes keyTo, long from, long to) {
    return store.fetch(keyFrom, keyTo, from, to);
  }

  @Override
  public KeyValueIterator<Windowed<Bytes>, byte[]> fetchAll(long from, long to) {
    return store.fetchAll(from, to);
  }

  @Override
  public KeyValueIterator<Windowed<Bytes>, byte[]> all() {
    return store.all();
  }

  private record Supplier(WindowBytesStoreSupplier stores) implements WindowBytesStoreSupplier {

    @Override
    public WindowStore<Bytes, byte[]> get() {
      return new RestorableWindowStore(stores.get());
    }

    @Override
    public String name() {
      return stores.name();
    }

    @Override
    public String metricsScope() {
      return stores.metricsScope();
    }

    @Override
    @SuppressWarnings("deprecation")
    public long segmentIntervalMs() {
      return stores.segmentIntervalMs();
    }

    @Override
    public long windowSize() {
      return stores.windowSize();
    }

    @Override
    public boolean retainDuplicates() {
      return stores.retainDuplicates();
    }

    @Override
    public long retentionPeriod() {
      return stores.retentionPeriod();
    }
  }
}
