package dev.newsdesk.stream.accuracy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each article, in a store on disk whose old windows are dropped whole.
 *
 * <p>An article's standing stays in the window of the time when it was first seen, so that it is
 * found by its id in this window or one of the two before: it is remembered for at least twice the
 * wait and forgotten after three times, and no lookup goes through a range.
 */
final class Standings {

  /** Windows in which an article is looked for. */
  private static final int WINDOWS = 3;

  /** Shorter ones would be so many files. */
  private static final Duration LEAST_SEGMENT = Duration.ofMinutes(10);

  /** Longer ids are kept as their hash: a record of the changelog has an upper bound. */
  private static final int MAX_KEY_BYTES = 256;

  private final WindowStore<Bytes, byte[]> store;
  private final StandingCodec codec;
  private final LabelWait wait;

  Standings(WindowStore<Bytes, byte[]> store, Names names, LabelWait wait) {
    this.store = store;
    this.codec = new StandingCodec(names);
    this.wait = wait;
  }

  /** Describes the store. */
  static StoreBuilder<WindowStore<Bytes, byte[]>> builder(String name, LabelWait wait) {
    Duration window = Duration.ofMillis(wait.windowMillis());
    return Stores.windowStoreBuilder(
            Stores.persistentWindowStore(name, window.multipliedBy(WINDOWS), window, false),
            Serdes.Bytes(),
            Serdes.ByteArray())
        .withLoggingEnabled(changelogConfigs(wait))
        .withCachingDisabled();
  }

  /** Returns what the store's changelog must be configured as, beside what Kafka Streams sets. */
  static Map<String, String> changelogConfigs(LabelWait wait) {
    return Map.of(
        // Brokers delete by time. An article's own may be years ago.
        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
        "LogAppendTime",
        // And whole segments only, of which the newest stays: by default for a week.
        TopicConfig.SEGMENT_MS_CONFIG,
        Long.toString(Math.max(LEAST_SEGMENT.toMillis(), wait.windowMillis())));
  }

  /** Returns how long the changelog keeps what the store has forgotten, beside the store's time. */
  static long retentionMillis(LabelWait wait) {
    return WINDOWS * wait.windowMillis();
  }

  /** Returns what is known of an article, if anything is. */
  @Nullable Standing find(byte[] articleId, long now) {
    Bytes key = key(articleId);
    for (int back = 0; back < WINDOWS; back++) {
      long window = wait.window(now) - back * wait.windowMillis();
      byte @Nullable [] standing = store.fetch(key, window);
      if (standing != null) {
        return codec.standing(standing, window);
      }
    }
    return null;
  }

  /** Keeps what is known of an article from now on. */
  void put(byte[] articleId, Standing standing) {
    long window = wait.window(standing.since());
    store.put(key(articleId), codec.bytes(standing, window), window);
  }

  private static Bytes key(byte[] articleId) {
    if (articleId.length <= MAX_KEY_BYTES) {
      return Bytes.wrap(articleId);
    }
    try {
      return Bytes.wrap(MessageDigest.getInstance("SHA-256").digest(articleId));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
