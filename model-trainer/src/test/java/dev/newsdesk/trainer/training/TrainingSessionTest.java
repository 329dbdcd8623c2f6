package dev.newsdesk.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import dev.newsdesk.trainer.SmallExperiment;
import dev.newsdesk.trainer.SyntheticNews;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.evaluation.Evaluator;
import dev.newsdesk.trainer.evaluation.Example;
import dev.newsdesk.trainer.experiment.Experiment;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrainingSessionTest {

  private static TrainingSet data;

  @BeforeAll
  static void prepare() {
    SmallExperiment.startEngine();
    data =
        TrainingSet.of(
            SyntheticNews.rows(400, 1),
            SyntheticNews.rows(40, 2),
            SmallExperiment.gru().protocol());
  }

  @Test
  void leavesNoArrayBehindAfterAStepAnEvaluationOrASave() {
    try (TrainingSession session = session(SmallExperiment.gru())) {
      session.beginStep(1, 0);
      session.step(batch());
      int held = session.heldArrays();

      for (int i = 0; i < 20; i++) {
        session.step(batch());
        new Evaluator(AgNews.LABELS).evaluate(session.predictor(), data.test());
        session.save();
      }

      assertThat(session.heldArrays()).isEqualTo(held);
    }
  }

  @Test
  void holdsNoMoreMemoryAfterManySteps() {
    // As wide as the notebook's, so that a leak shows: a step needs megabytes.
    try (TrainingSession session = session(SmallExperiment.wideGru())) {
      session.beginStep(1, 0);
      for (int i = 0; i < 20; i++) {
        session.step(batch());
      }
      Long before = ResidentMemory.mebibytes();
      for (int i = 0; i < 100; i++) {
        session.step(batch());
      }
      Long after = ResidentMemory.mebibytes();
      if (before != null && after != null) {
        assertThat(after - before).as("MiB gained in 100 steps").isLessThan(64);
      }
    }
  }

  @Test
  void saysAtWhichStepTheLossWasNoLongerFiniteAndLearnsNothingFromIt() {
    try (TrainingSession session = session(SmallExperiment.gru(1, 1e38))) {
      session.beginStep(1, 0);
      session.step(batch());
      byte[] weights = session.save().weights().toSafetensors();

      assertThatThrownBy(() -> session.step(batch()))
          .isInstanceOf(TrainingException.class)
          .hasMessage(
              "The loss became NaN at step 2: lower the learning rate, or look at the rows of that"
                  + " batch.");
      assertThat(session.save().weights().toSafetensors()).isEqualTo(weights);
    }
  }

  private static TrainingSession session(Experiment experiment) {
    return new TrainingSession(experiment, data, Device.cpu(), null);
  }

  private static List<Example> batch() {
    return data.train().subList(0, 32);
  }
}
