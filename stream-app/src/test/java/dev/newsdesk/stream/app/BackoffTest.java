package dev.newsdesk.stream.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff backoff = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1));

  @Test
  void thePauseDoublesUpToItsBound() {
    assertThat(backoff.after(1)).hasSeconds(2);
    assertThat(backoff.after(2)).hasSeconds(4);
    assertThat(backoff.after(5)).hasSeconds(32);
    assertThat(backoff.after(6)).hasSeconds(60);
    assertThat(backoff.after(Integer.MAX_VALUE)).hasSeconds(60);
  }
}
