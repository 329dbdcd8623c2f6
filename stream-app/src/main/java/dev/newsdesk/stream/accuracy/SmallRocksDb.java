package dev.newsdesk.stream.accuracy;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;

/**
 * Bounds the memory outside the heap of the databases that Kafka Streams keeps: a partition has one
 * for each of up to four stretches of time, and by default each may take 100 MB.
 *
 * <p>Kafka Streams makes one of these for each of them, and calls both methods on it.
 */
public final class SmallRocksDb implements RocksDBConfigSetter {

  private static final long CACHE_BYTES = 4L * 1024 * 1024;
  private static final long WRITE_BUFFER_BYTES = 4L * 1024 * 1024;
  private static final int WRITE_BUFFERS = 2;

  private final Cache cache = new LRUCache(CACHE_BYTES);

  /** Makes one; Kafka Streams does. */
  public SmallRocksDb() {}

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    if (options.tableFormatConfig() instanceof BlockBasedTableConfig table) {
      table.setBlockCache(cache);
      options.setTableFormatConfig(table);
    }
    options.setWriteBufferSize(WRITE_BUFFER_BYTES);
    options.setMaxWriteBufferNumber(WRITE_BUFFERS);
  }

  @Override
  public void close(String storeName, Options options) {
    cache.close();
  }
}
