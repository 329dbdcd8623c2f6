package dev.newsdesk.stream.live.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RecentRateTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final RecentRate rate = new RecentRate();

  @Test
  void aSecondCountsOnceItIsOver() {
    rate.add(NOON);
    rate.add(NOON.plusMillis(999));

    assertThat(rate.history(NOON.plusMillis(999))).hasSize(60).containsOnly(0L);
    assertThat(rate.history(NOON.plusSeconds(1))).endsWith(0L, 2L);
    assertThat(rate.history(NOON.plusSeconds(3))).endsWith(0L, 2L, 0L, 0L);
  }

  @Test
  void aMinuteLaterItIsForgotten() {
    rate.add(NOON);

    assertThat(rate.history(NOON.plusSeconds(60))).startsWith(1L, 0L);
    assertThat(rate.history(NOON.plusSeconds(61))).containsOnly(0L);
    assertThat(rate.history(NOON.plus(Duration.ofDays(1)))).containsOnly(0L);
  }

  @Test
  void aClockThatIsSetBackLosesNothing() {
    rate.add(NOON);
    rate.add(NOON.minusSeconds(3600));

    assertThat(rate.history(NOON.plusSeconds(1))).endsWith(2L);
  }

  @Property
  void everyArticleOfTheLastMinuteIsCountedInItsSecond(
      @ForAll @Size(max = 50) List<@IntRange(max = 40) Integer> pauses) {
    RecentRate tried = new RecentRate();
    long second = 0;
    long[] expected = new long[50 * 40 + 1];
    for (int pause : pauses) {
      second += pause;
      expected[(int) second]++;
      tried.add(NOON.plusSeconds(second));
    }
    List<Long> history = tried.history(NOON.plusSeconds(second + 1));
    for (int ago = 0; ago < 60; ago++) {
      long at = second - ago;
      assertThat(history.get(59 - ago)).isEqualTo(at < 0 ? 0 : expected[(int) at]);
    }
  }
}
