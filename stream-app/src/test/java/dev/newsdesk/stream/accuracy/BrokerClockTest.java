package dev.newsdesk.stream.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.newsdesk.stream.MutableClock;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BrokerClockTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private Machine machine = new Machine();

  @Property(tries = 500)
  void itIsRightToWithinTheLastWayWhateverTheMachinesClockSays(
      @ForAll @LongRange(min = -2_592_000_000L, max = 2_592_000_000L) long ahead,
      @ForAll @LongRange(min = -2_592_000_000L, max = 2_592_000_000L) long setBy,
      @ForAll @IntRange(max = 3_000) int there,
      @ForAll @IntRange(max = 3_000) int back) {
    machine = new Machine();
    machine.setBy(ahead);
    machine.measure(there, back);
    assertThat(machine.error()).isCloseTo(0, within((long) there + back));
    assertThat(machine.clock.skew())
        .isBetween(Math.min(0, ahead - there), Math.max(0, ahead + back));
    assertThat(machine.clock.skew()).isCloseTo(ahead, within((long) there + back));

    machine.setBy(setBy);
    machine.pass(10_000);
    assertThat(machine.error()).isCloseTo(0, within((long) there + back));
    machine.measure(1, 1);
    assertThat(machine.error()).isCloseTo(0, within(2L));
    assertThat(machine.clock.skew()).isCloseTo(ahead + setBy, within(2L));
  }

  @Test
  void slowBrokersDoNotShakeIt() {
    machine.measure(2, 2);
    long error = machine.error();
    machine.measure(0, 5_000);
    assertThat(machine.error()).isEqualTo(error);
    machine.measure(5_000, 0);
    assertThat(machine.error()).isEqualTo(error);
    assertThat(machine.clock.skew()).as("the clock may be right").isZero();
  }

  @Test
  void aMachineThatWasSuspendedCatchesUp() {
    machine.measure(1, 1);
    machine.brokers += Duration.ofHours(5).toMillis();
    machine.measure(1, 1);
    assertThat(machine.error()).isCloseTo(0, within(2L));
    assertThat(machine.clock.skew()).isCloseTo(-Duration.ofHours(5).toMillis(), within(2L));
  }

  @Test
  void itNeedsAMeasurement() {
    assertThatThrownBy(machine.clock::getAsLong).isInstanceOf(IllegalStateException.class);
  }

  private static final class Machine {

    private final MutableClock wall = new MutableClock(NOON);
    private long nanos = -77_000_000;
    private final BrokerClock clock = new BrokerClock(wall, () -> nanos);

    /** The brokers' time, which a machine does not know. */
    private long brokers = NOON.toEpochMilli();

    void measure(long there, long back) {
      BrokerClock.Measurement measurement = clock.begin();
      pass(there);
      long stamp = brokers;
      pass(back);
      measurement.end(stamp);
    }

    void pass(long millis) {
      brokers += millis;
      nanos += millis * 1_000_000;
      wall.advance(Duration.ofMillis(millis));
    }

    void setBy(long millis) {
      wall.advance(Duration.ofMillis(millis));
    }

    long error() {
      return clock.getAsLong() - brokers;
    }
  }
}
