package dev.newsdesk.stream.topics;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * What a topic accepts.
 *
 * @param maxBytes largest record, framed as Kafka frames it
 * @param appendTime whether brokers stamp records themselves and so accept any timestamp
 * @param beforeMaxMs how far a timestamp may lie in the past, in milliseconds
 * @param afterMaxMs how far a timestamp may lie in the future, in milliseconds
 * @param compacted whether a later record replaces an earlier one of its key, so that each needs
 *     one
 */
public record TopicLimits(
    int maxBytes, boolean appendTime, long beforeMaxMs, long afterMaxMs, boolean compacted) {

  /**
   * Brokers compare a timestamp with their own clock, and later: a record waits for its batch, and
   * for its transaction to be repeated.
   */
  private static final long MARGIN_MS = 60_000;

  private static final long DEFAULT_AFTER_MAX_MS = 3_600_000;

  /** Returns the limits of a topic that has Kafka's defaults but for its largest record. */
  public static TopicLimits withDefaults(int maxBytes) {
    return new TopicLimits(maxBytes, false, Long.MAX_VALUE, DEFAULT_AFTER_MAX_MS, false);
  }

  /** Returns the limits of a topic whose brokers stamp its records. */
  public static TopicLimits withAppendTime(int maxBytes) {
    return new TopicLimits(maxBytes, true, Long.MAX_VALUE, Long.MAX_VALUE, false);
  }

  /** Reads the limits from a topic's configuration. */
  static TopicLimits of(Config config) {
    return new TopicLimits(
        Integer.parseInt(
            Objects.requireNonNull(value(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG))),
        "LogAppendTime".equals(value(config, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)),
        milliseconds(config, TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG),
        milliseconds(config, TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG),
        isCompacted(value(config, TopicConfig.CLEANUP_POLICY_CONFIG)));
  }

  /** Brokers before 3.6 have no such setting and no such limit. */
  private static long milliseconds(Config config, String key) {
    String value = value(config, key);
    return value == null ? Long.MAX_VALUE : Long.parseLong(value);
  }

  private static boolean isCompacted(@Nullable String policy) {
    return policy != null
        && Arrays.asList(policy.split(",", -1)).contains(TopicConfig.CLEANUP_POLICY_COMPACT);
  }

  private static @Nullable String value(Config config, String key) {
    ConfigEntry entry = config.get(key);
    return entry == null ? null : entry.value();
  }

  /** Returns limits whose largest record is no larger than this. */
  TopicLimits atMost(int bytes) {
    return new TopicLimits(
        Math.min(maxBytes, bytes), appendTime, beforeMaxMs, afterMaxMs, compacted);
  }

  /** Tells whether brokers will accept a timestamp for some time from now on. */
  public boolean accepts(long timestamp, Instant now) {
    return appendTime
        || (timestamp >= saturated(now.toEpochMilli(), -withMargin(beforeMaxMs))
            && timestamp <= saturated(now.toEpochMilli(), withMargin(afterMaxMs)));
  }

  private static long withMargin(long limit) {
    return limit - Math.min(MARGIN_MS, limit / 2);
  }

  private static long saturated(long time, long distance) {
    long sum = time + distance;
    boolean overflows = ((time ^ sum) & (distance ^ sum)) < 0;
    return overflows ? (distance > 0 ? Long.MAX_VALUE : Long.MIN_VALUE) : sum;
  }
}
