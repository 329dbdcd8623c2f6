package dev.newsdesk.benchmarks.pipeline.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.benchmarks.BenchmarkException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SteadyStateTest {

  private long seconds;

  /** Finishes some articles each second, with half a core. */
  private final class Worker implements SteadyState.Work {

    private final long perSecond;
    private final long stopsAt;

    Worker(long perSecond, long stopsAt) {
      this.perSecond = perSecond;
      this.stopsAt = stopsAt;
    }

    @Override
    public long finished() {
      return Math.min(stopsAt, seconds * perSecond);
    }

    @Override
    public Duration cpu() {
      return Duration.ofMillis(500 * seconds);
    }

    @Override
    public void requireRunning() {
      if (seconds > 10_000) {
        throw new BenchmarkException("It ended.");
      }
    }
  }

  private Window watch(long articles, Worker worker) {
    return new SteadyState(() -> Duration.ofSeconds(seconds).toNanos(), () -> seconds++)
        .watch(articles, worker);
  }

  @Test
  void leavesOutTheStartAndTheEnd() {
    Window window = watch(1_000, new Worker(20, 1_000));

    assertThat(window.articles()).isEqualTo(500);
    assertThat(window.time()).isEqualTo(Duration.ofSeconds(25));
    assertThat(window.articlesPerSecond()).isEqualTo(20);
    assertThat(window.cpuSecondsPer1000()).isEqualTo(25);
  }

  @Test
  void givesUpOnWhatStandsStill() {
    assertThatThrownBy(() -> watch(1_000, new Worker(20, 500)))
        .isInstanceOf(BenchmarkException.class)
        .hasMessage(
            "Nothing was finished for 180 s after 500 articles: free some CPU or memory and run it"
                + " again.");
  }
}
