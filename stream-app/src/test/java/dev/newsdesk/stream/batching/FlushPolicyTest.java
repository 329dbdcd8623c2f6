package dev.newsdesk.stream.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FlushPolicyTest {

  private static final long MAX_BYTES = 1_000_000;
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @Property
  void aFullBatchLeavesAtOnce(
      @ForAll @IntRange(min = 1, max = 1000) int size,
      @ForAll @IntRange(max = 1000) int beyond,
      @ForAll @LongRange(max = 60_000) long linger) {
    assertThat(policy(size, linger).flushes(size + beyond, 0, NOON, NOON)).isTrue();
  }

  @Property
  void anIncompleteBatchLeavesWhenItsOldestArticleHasWaitedAndNotBefore(
      @ForAll @IntRange(min = 2, max = 1000) int size,
      @ForAll @IntRange(min = 1, max = 999) int count,
      @ForAll @LongRange(max = 60_000) long linger,
      @ForAll @LongRange(max = 120_000) long waited) {
    int incomplete = Math.min(count, size - 1);
    assertThat(policy(size, linger).flushes(incomplete, 0, NOON, NOON.plusMillis(waited)))
        .isEqualTo(waited >= linger);
  }

  @Property
  void nothingNeverLeaves(
      @ForAll @IntRange(min = 1, max = 1000) int size,
      @ForAll @LongRange(max = 2_000_000) long bytes,
      @ForAll @LongRange(max = 60_000) long linger,
      @ForAll @LongRange(min = -120_000, max = 120_000) long waited) {
    assertThat(policy(size, linger).flushes(0, bytes, NOON, NOON.plusMillis(waited))).isFalse();
  }

  @Property
  void aClockThatWasSetBackHoldsNoArticleUp(
      @ForAll @LongRange(max = 60_000) long linger,
      @ForAll @LongRange(min = 1, max = 86_400_000) long back) {
    assertThat(policy(2, linger).flushes(1, 0, NOON, NOON.minusMillis(back))).isTrue();
  }

  @Property
  void aBatchOfTooManyBytesLeavesAtOnceHoweverFewItsArticles(
      @ForAll @IntRange(min = 2, max = 1000) int size,
      @ForAll @IntRange(min = 1, max = 999) int count,
      @ForAll @LongRange(max = 2_000_000) long bytes) {
    int incomplete = Math.min(count, size - 1);
    assertThat(policy(size, 60_000).flushes(incomplete, bytes, NOON, NOON))
        .isEqualTo(bytes >= MAX_BYTES);
  }

  @Property
  void whatLeavesWithoutTheTimeLeavesAtAnyTime(
      @ForAll @IntRange(min = 1, max = 1000) int size,
      @ForAll @IntRange(max = 1000) int count,
      @ForAll @LongRange(max = 2_000_000) long bytes,
      @ForAll @LongRange(min = -120_000, max = 120_000) long waited) {
    FlushPolicy policy = policy(size, 60_000);
    Assume.that(policy.isFull(count, bytes));
    assertThat(policy.flushes(count, bytes, NOON, NOON.plusMillis(waited))).isTrue();
  }

  @Test
  void theBoundaries() {
    assertThat(policy(2, 100).flushes(1, MAX_BYTES - 1, NOON, NOON)).isFalse();
    assertThat(policy(2, 100).flushes(1, MAX_BYTES, NOON, NOON)).isTrue();
    assertThat(policy(2, 100).flushes(1, 0, NOON, NOON.plusMillis(99))).isFalse();
    assertThat(policy(2, 100).flushes(1, 0, NOON, NOON.plusMillis(100))).isTrue();
    assertThat(policy(2, 100).flushes(2, 0, NOON, NOON)).isTrue();
    assertThat(policy(2, 0).flushes(1, 0, NOON, NOON)).isTrue();
  }

  @Test
  void batchesThatCouldNeverLeaveAreRefused() {
    assertThatThrownBy(() -> policy(0, 100))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("size is 0; it must be at least 1.");
    assertThatThrownBy(() -> new FlushPolicy(1, 0, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxBytes is 0; it must be at least 1.");
    assertThatThrownBy(() -> policy(1, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("linger is PT-0.001S; it must not be negative.");
  }

  private static FlushPolicy policy(int size, long linger) {
    return new FlushPolicy(size, MAX_BYTES, Duration.ofMillis(linger));
  }
}
