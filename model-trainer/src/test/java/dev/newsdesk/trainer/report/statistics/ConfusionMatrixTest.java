package dev.newsdesk.trainer.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {

  private final ConfusionMatrix matrix = ConfusionMatrix.of("000011", "000110", 3);

  @Test
  void countsByTrueClassAndThenByTheClassGiven() {
    assertThat(matrix.counts())
        .containsExactly(List.of(3, 1, 0), List.of(1, 1, 0), List.of(0, 0, 0));
  }

  @Test
  void dividesByTheGivenForPrecisionAndByTheTrueForRecall() {
    ConfusionMatrix uneven = ConfusionMatrix.of("0001", "0111", 2);

    assertThat(uneven.precision(1)).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(uneven.recall(1)).isEqualTo(1);
    assertThat(uneven.f1(1)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void averagesTheClassesForMacroF1WhateverTheirSize() {
    // 3/4, 1/2, and 0 for the class that neither occurs nor is given
    assertThat(matrix.macroF1()).isCloseTo(1.25 / 3, within(1e-12));
  }

  @Test
  void refusesAnswersOfOtherRows() {
    assertThatThrownBy(() -> ConfusionMatrix.of("000", "00", 1))
        .hasMessage("The answers are of 2 rows, and the true classes of 3: record them again.");
  }
}
