package dev.newsdesk.benchmarks.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrainerOverheadTest {

  @Test
  void comparesWithinARoundSoThatABusyMachineCancelsOut() {
    TrainerOverhead overhead =
        TrainerOverhead.of(
            "gru-max",
            List.of(
                new TrainerOverhead.Round(44, 40),
                new TrainerOverhead.Round(84, 80),
                new TrainerOverhead.Round(63, 60)));

    assertThat(overhead).isEqualTo(new TrainerOverhead("gru-max", 63, 60, 1.05));
  }

  @Test
  void takesTheMiddleOfAnEvenNumberOfRounds() {
    TrainerOverhead overhead =
        TrainerOverhead.of(
            "gru-max",
            List.of(new TrainerOverhead.Round(30, 20), new TrainerOverhead.Round(10, 10)));

    assertThat(overhead).isEqualTo(new TrainerOverhead("gru-max", 20, 15, 1.25));
  }
}
