package dev.newsdesk.stream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.newsdesk.stream.accuracy.BrokerClock;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BrokerTimeTest {

  private final BrokerClock clock = new BrokerClock(Clock.systemUTC(), System::nanoTime);

  @Test
  void itIsMeasuredAtTheStartAndAfterFailures() {
    FakeStamps stamps = new FakeStamps(3);
    try (BrokerTime time = BrokerTime.begin(clock, stamps, Duration.ofMillis(1))) {
      assertThat(time).isNotNull();
      assertThat(clock.getAsLong()).isPositive();
      await().until(() -> stamps.appended.get() > 6);
    }
    assertThat(stamps.closed.get()).isOne();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("newsdesk-accuracy-clock"));
  }

  @Test
  void withoutAMeasurementItDoesNotBeginAndHoldsNothing() {
    FakeStamps stamps = new FakeStamps(1);
    assertThatThrownBy(() -> BrokerTime.begin(clock, stamps, Duration.ofMillis(1)))
        .isInstanceOf(KafkaException.class);
    assertThat(stamps.closed.get()).isOne();
  }

  /** Stamps with this machine's time, but for one that fails. */
  private static final class FakeStamps implements BrokerTime.Stamps {

    private final int failing;
    private final AtomicInteger appended = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    FakeStamps(int failing) {
      this.failing = failing;
    }

    @Override
    public long next() {
      if (appended.incrementAndGet() == failing) {
        throw new KafkaException("away");
      }
      return System.currentTimeMillis();
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }
}
