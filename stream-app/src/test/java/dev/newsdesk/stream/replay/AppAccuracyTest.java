package dev.newsdesk.stream.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppAccuracyTest {

  private final FakeTicker ticker = new FakeTicker();

  @Test
  void countsFromWhereItBeganUntilAllAreThere() {
    AppAccuracy accuracy =
        accuracy(
            new Counted(100, 90), new Counted(100, 90), new Counted(105, 93), new Counted(110, 97));
    assertThat(accuracy.await(10, Duration.ofSeconds(5))).isEqualTo(new Counted(10, 7));
  }

  @Test
  void givesUpOnThoseThatDoNotCome() {
    AppAccuracy accuracy = accuracy(new Counted(0, 0), new Counted(4, 3));
    long begun = ticker.nanos();
    assertThat(accuracy.await(10, Duration.ofSeconds(5))).isEqualTo(new Counted(4, 3));
    assertThat(Duration.ofNanos(ticker.nanos() - begun))
        .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
  }

  /** Returns these counts one after the other, and the last for ever. */
  private AppAccuracy accuracy(Counted... counts) {
    Deque<Counted> left = new ArrayDeque<>(List.of(counts));
    return new AppAccuracy(
        timeout -> {
          ticker.advance(timeout);
          return left.size() > 1 ? left.remove() : left.element();
        },
        ticker);
  }
}
