package dev.newsdesk.trainer.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplingTest {

  @Test
  void givesAProportionItsStandardError() {
    assertThat(new Proportion(0.9, 2_500).standardError()).isCloseTo(0.006, within(1e-12));
  }

  @Test
  void measuresASpreadByRangeAndStandardDeviation() {
    // Deviations 3, 1, 1 and 3 from the mean 5: 20 over 4 - 1
    Spread spread = Spread.of(List.of(2.0, 4.0, 6.0, 8.0));

    assertThat(spread.range()).isEqualTo(6);
    assertThat(spread.standardDeviation()).isCloseTo(Math.sqrt(20 / 3.0), within(1e-12));
  }

  @Test
  void findsTheErrorThatADoublingTakesAway() {
    DoublingTrend trend = DoublingTrend.of(Map.of(1_000, 0.10, 2_000, 0.09, 4_000, 0.08));

    assertThat(trend.perDoubling()).isCloseTo(-0.01, within(1e-12));
    assertThat(trend.margin()).isCloseTo(0, within(1e-6));
    assertThat(trend.at(8_000)).isCloseTo(0.07, within(1e-12));
  }

  @Test
  void leavesAWideMarginToThreePointsOffTheLine() {
    DoublingTrend trend = DoublingTrend.of(Map.of(1_000, 0.10, 2_000, 0.08, 4_000, 0.08));

    // Slope's standard error sqrt(sum of squares / 1 / 2), times Student's 12.706 for 1 degree
    assertThat(trend.perDoubling()).isCloseTo(-0.01, within(1e-12));
    assertThat(trend.margin()).isCloseTo(12.706 * Math.sqrt(2e-4 / 3 / 2), within(1e-5));
  }

  @Test
  void refusesALineThroughTwoPoints() {
    assertThatThrownBy(() -> DoublingTrend.of(Map.of(1, 0.5, 2, 0.4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A line through 2 points says nothing of itself: give 3.");
  }

  @Test
  void countsDoublings() {
    assertThat(DoublingTrend.doublings(1_000, 8_000)).isCloseTo(3, within(1e-12));
  }
}
