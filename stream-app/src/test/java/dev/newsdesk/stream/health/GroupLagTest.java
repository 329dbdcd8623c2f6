package dev.newsdesk.stream.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.stream.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What a broker is needed for is in {@code StreamsMetricsIT}. */
class GroupLagTest {

  private static final TopicPartition FIRST = new TopicPartition("news.articles", 0);
  private static final TopicPartition SECOND = new TopicPartition("news.articles", 1);

  private final MutableClock clock = new MutableClock(Instant.EPOCH);
  private final GroupLag lag = new GroupLag("newsdesk", Set.of("news.articles"), clock);

  @Test
  void sumsTheLagOfATopicsPartitions() {
    lag.note(Map.of(FIRST, 5L, SECOND, 0L), Map.of(FIRST, 9L, SECOND, 3L));

    assertThat(lag.lags()).containsExactly(Map.entry("news.articles", 7L));
  }

  @Test
  void aPartitionThatStandsWhileOthersMoveIsAStall() {
    for (long minute = 0; minute <= 10; minute++) {
      lag.note(
          Map.of(FIRST, 1_000 * minute, SECOND, 5L),
          Map.of(FIRST, 1_000 * minute + 100, SECOND, 6 + minute));
      assertThat(lag.stalls()).containsEntry("news.articles", Duration.ofMinutes(minute));
      clock.advance(Duration.ofMinutes(1));
    }
    lag.note(Map.of(FIRST, 11_000L, SECOND, 6L), Map.of(FIRST, 11_000L, SECOND, 17L));
    assertThat(lag.stalls()).containsEntry("news.articles", Duration.ZERO);
  }

  @Test
  void aQuietPartitionThatIsDoneIsNone() {
    lag.note(Map.of(FIRST, 5L), Map.of(FIRST, 5L));
    clock.advance(Duration.ofHours(1));
    lag.note(Map.of(FIRST, 5L), Map.of(FIRST, 5L));
    assertThat(lag.stalls()).containsEntry("news.articles", Duration.ZERO);

    lag.note(Map.of(FIRST, 5L), Map.of(FIRST, 6L));
    clock.advance(Duration.ofSeconds(5));
    assertThat(lag.stalls()).containsEntry("news.articles", Duration.ofSeconds(5));
  }

  @Test
  void aCommitBeyondTheEndThatWasAskedBeforeIsNoLag() {
    lag.note(Map.of(FIRST, 8L), Map.of(FIRST, 7L));

    assertThat(lag.lags()).containsEntry("news.articles", 0L);
  }
}
