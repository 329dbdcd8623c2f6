package dev.newsdesk.stream.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final long MILLIS = 1_000_000;

  private final List<Long> passedAt = new ArrayList<>();
  private long now = -3 * MILLIS;
  private long late;

  /** A pause ends when it should, or as much later as {@link #late} says. */
  private final Pace tenASecond = new Pace(10, () -> now, nanos -> now += nanos + late);

  @Test
  void theFirstPassesAtOnceAndTheOthersEvenly() {
    pass(tenASecond, 4);
    assertThat(passedAt).containsExactly(-3L, 97L, 197L, 297L);
  }

  @Test
  void lateAwakeningsDoNotAddUp() {
    late = 7 * MILLIS;
    pass(tenASecond, 4);
    assertThat(passedAt).containsExactly(-3L, 104L, 204L, 304L);
  }

  @Test
  void aShortDelayIsMadeUpFor() {
    pass(tenASecond, 1);
    now += 250 * MILLIS;
    pass(tenASecond, 4);
    assertThat(passedAt).containsExactly(-3L, 247L, 247L, 297L, 397L);
  }

  @Test
  void aLongPauseOfTheInputIsNotMadeUpForInARush() {
    pass(tenASecond, 1);
    now += 60_000 * MILLIS;
    pass(tenASecond, 3);
    assertThat(passedAt).containsExactly(-3L, 59_997L, 60_097L, 60_197L);
  }

  @Test
  void anEarlyAwakeningWaitsAgain() {
    Pace pace = new Pace(10, () -> now, nanos -> now += Math.min(nanos, 30 * MILLIS));
    pass(pace, 2);
    assertThat(passedAt).containsExactly(-3L, 97L);
  }

  @Test
  void withoutALimitNobodyWaits() {
    Pace pace =
        new Pace(
            Double.POSITIVE_INFINITY,
            () -> now,
            nanos -> {
              throw new AssertionError("paused");
            });
    pass(pace, 3);
    assertThat(passedAt).containsExactly(-3L, -3L, -3L);
  }

  @Test
  void whoWaitsElsewhereIsToldHowLong() {
    tenASecond.await();
    assertThat(tenASecond.left()).isEqualTo(100 * MILLIS);
    now += 60 * MILLIS;
    assertThat(tenASecond.left()).isEqualTo(40 * MILLIS);
    tenASecond.pass();
    assertThat(tenASecond.left()).isEqualTo(140 * MILLIS);
  }

  @Test
  void aRateThatIsNoneIsRefused() {
    for (double rate : new double[] {0, -1, Double.NaN}) {
      assertThatThrownBy(() -> Pace.of(rate)).hasMessage("The rate must be above 0.");
    }
  }

  private void pass(Pace pace, int times) {
    for (int i = 0; i < times; i++) {
      pace.await();
      passedAt.add(now / MILLIS);
    }
  }
}
