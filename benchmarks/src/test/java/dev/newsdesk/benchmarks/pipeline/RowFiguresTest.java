package dev.newsdesk.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowFiguresTest {

  @Test
  void takesTheMedianOfEachFigureAndTheLargestMemory() {
    assertThat(
            RowFigures.medianOf(
                List.of(
                    new RowFigures("app", 900, 0.9, 1.03, 210.0, 0.06, 0.41, 500L),
                    new RowFigures("app", 400, 0.8, 1.02, 230.0, 0.09, 0.45, 700L),
                    new RowFigures("app", 800, 0.7, 1.04, 220.0, 0.07, 0.43, 600L))))
        .isEqualTo(new RowFigures("app", 800, 0.8, 1.03, 220.0, 0.07, 0.43, 700L));
  }

  @Test
  void leavesUnknownWhatNoRoundKnows() {
    RowFigures bare = new RowFigures("bare", 900, 1.0, null, null, null, 0.4, null);

    assertThat(RowFigures.medianOf(List.of(bare, bare))).isEqualTo(bare);
  }
}
