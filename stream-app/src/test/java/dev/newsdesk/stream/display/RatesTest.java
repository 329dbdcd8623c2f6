package dev.newsdesk.stream.display;

import static dev.newsdesk.stream.display.Arrivals.classified;
import static dev.newsdesk.stream.display.Arrivals.dead;
import static dev.newsdesk.stream.display.Arrivals.sports;
import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.Article;
import dev.newsdesk.stream.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RatesTest {

  private static final Duration FIVE = Duration.ofSeconds(5);

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-24T12:00:00Z"));
  private final Rates rates = new Rates(clock);

  @Test
  void theTotalsCountFromTheFirstArrivalToTheLast() {
    clock.advance(Duration.ofMinutes(10));
    arrive();
    clock.advance(Duration.ofMinutes(10));
    assertThat(rates.totals())
        .containsExactly(
            "Sports               2        1.0/s",
            "World                1        0.5/s",
            "dead letters         1        0.5/s",
            "all                  4        2.0/s");
    assertThat(rates.sentence()).isEqualTo("4 arrived in 2.0 s (2.0/s).");
  }

  @Test
  void oneMomentHasNoRate() {
    assertThat(rates.sentence()).isEqualTo("0 arrived.");
    assertThat(rates.totals()).containsExactly("all                  0");
    rates.add(sports("T"));
    assertThat(rates.sentence()).isEqualTo("1 arrived.");
  }

  @Test
  void nowAndThenTheRatesSinceTheLastTimeAreTold() {
    arrive();
    assertThat(rates.every(FIVE)).isEmpty();
    clock.advance(Duration.ofSeconds(8));
    assertThat(rates.every(FIVE))
        .hasValue("Sports 0.2/s   World 0.1/s   dead letters 0.1/s   all 0.4/s");
    assertThat(rates.every(FIVE)).isEmpty();
    clock.advance(FIVE);
    assertThat(rates.every(FIVE)).hasValue("all 0.0/s");
  }

  /** Two seconds. */
  private void arrive() {
    rates.add(sports("T"));
    rates.add(classified("World", Article.newBuilder().setId("b").setTitle("T").build()));
    clock.advance(Duration.ofSeconds(2));
    rates.add(sports("T"));
    rates.add(dead("It is empty."));
  }
}
