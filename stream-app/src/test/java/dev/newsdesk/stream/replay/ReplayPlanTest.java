package dev.newsdesk.stream.replay;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayPlanTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|AFTER|0|1|1|The rate must be above 0 articles a second.",
        "NaN|AFTER|0|1|1|The rate must be above 0 articles a second.",
        "1|AFTER|-1|1|1|The labels' delay must be from 0 s to 365 days.",
        "1|FIRST|5|1|1|Only labels that come after their articles can be delayed.",
        "1|NONE|5|1|1|Only labels that come after their articles can be delayed.",
        "1|AFTER|0|0|1|Each label must be sent once or more: for none, send no labels.",
        "1|AFTER|0|1|-1|The patience must be from 0 s to 365 days.",
        "1|AFTER|31536001|1|1|The labels' delay must be from 0 s to 365 days.",
        "1|AFTER|0|1|31536001|The patience must be from 0 s to 365 days."
      })
  void whatCannotBeKeptIsRefused(
      double rate, LabelOrder order, long delay, int repeats, long patience, String message) {
    assertThatThrownBy(
            () ->
                new ReplayPlan(
                    rate, order, Duration.ofSeconds(delay), repeats, Duration.ofSeconds(patience)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
