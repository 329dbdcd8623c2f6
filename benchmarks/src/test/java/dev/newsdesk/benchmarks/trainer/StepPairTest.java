package dev.newsdesk.benchmarks.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.trainer.experiment.Experiment;
import dev.newsdesk.trainer.experiment.Experiments;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepPairTest {

  @BeforeAll
  static void startEngine() {
    TorchEngine.configure(1);
    TorchEngine.start();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gru-max", "lstm2-max"})
  void bothStepsLearnTheSame(String network) {
    try (StepPair steps = new StepPair(withoutDropout(Experiments.named(network)))) {
      // After eight steps the batches come again: had one of the two not learnt, it would show.
      for (int step = 0; step < 10; step++) {
        float loss = steps.trainerStep();
        assertThat(steps.bareStep()).as("loss of step %d", step).isCloseTo(loss, within(1e-5f));
      }
    }
  }

  @Test
  void bareStepsLeaveNoArrayBehind() {
    try (StepPair steps = new StepPair(Experiments.named("gru-max"))) {
      steps.bareStep();
      int held = steps.heldByBareSteps();

      steps.bareStep();

      assertThat(steps.heldByBareSteps()).isEqualTo(held);
    }
  }

  private static Experiment withoutDropout(Experiment experiment) {
    return new Experiment(
        experiment.name(),
        experiment.parent(),
        experiment.recurrent(),
        experiment.layers(),
        experiment.bidirectional(),
        experiment.pooling(),
        0,
        0,
        experiment.protocol());
  }
}
