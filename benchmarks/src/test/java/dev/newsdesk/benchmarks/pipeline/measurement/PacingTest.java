package dev.newsdesk.benchmarks.pipeline.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacingTest {

  private final Pacing pacing = new Pacing(250, Duration.ofSeconds(2));

  @Test
  void spreadsArticlesEvenlyOverItsDuration() {
    assertThat(pacing.articles()).isEqualTo(500);
    assertThat(pacing.dueNanos(0)).isZero();
    assertThat(pacing.dueNanos(1)).isEqualTo(4_000_000);
    assertThat(pacing.dueNanos(499)).isEqualTo(1_996_000_000);
  }

  @Test
  void countsTheFirstHalfAsWarmUp() {
    assertThat(pacing.isWarmUp(0)).isTrue();
    assertThat(pacing.isWarmUp(249)).isTrue();
    assertThat(pacing.isWarmUp(250)).isFalse();
  }

  @Test
  void refusesAStreamWithoutArticles() {
    assertThatThrownBy(() -> new Pacing(0.1, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0.1 articles/s for PT1S make no article.");
  }
}
