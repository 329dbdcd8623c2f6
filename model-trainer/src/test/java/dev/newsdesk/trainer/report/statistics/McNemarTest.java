package dev.newsdesk.trainer.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class McNemarTest {

  @Test
  void countsTheRowsThatOnlyOneGetsRight() {
    // Right and right, right and wrong, wrong and right twice, wrong and wrong.
    assertThat(McNemar.of("00000", "00112", "01001")).isEqualTo(new McNemar(1, 2));
  }

  @Test
  void sumsTheTailsOfTheBinomialDistribution() {
    // 2 * (1 + 10) / 2^10 and 2 * (1 + 8 + 28) / 2^8
    assertThat(new McNemar(1, 9).pValue()).isCloseTo(22 / 1024.0, within(1e-12));
    assertThat(new McNemar(6, 2).pValue()).isCloseTo(74 / 256.0, within(1e-12));
  }

  @Test
  void agreesWithTheTextbookExampleOfAnEffect() {
    // R: binom.test(59, 59 + 121)$p.value is 4.4e-06 to two digits.
    assertThat(new McNemar(59, 121).pValue()).isBetween(4e-6, 5e-6);
  }

  @Test
  void findsNothingInEvenCountsOrInNone() {
    assertThat(new McNemar(5, 5).pValue()).isEqualTo(1);
    assertThat(new McNemar(0, 0).pValue()).isEqualTo(1);
  }

  @Test
  void refusesAnswersOfOtherRows() {
    assertThatThrownBy(() -> McNemar.of("000", "00", "000"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The answers are of 2 and 3 rows, and the true classes of 3: record them again.");
  }
}
