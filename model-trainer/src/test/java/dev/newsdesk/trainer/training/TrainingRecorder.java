package dev.newsdesk.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.trainer.evaluation.Evaluation;
import java.util.ArrayList;
import java.util.List;

/** Remembers what it is told; stops a run in the middle of an epoch where asked to. */
final class TrainingRecorder implements TrainingListener {

  private final List<Integer> announced = new ArrayList<>();
  private final List<Integer> texts = new ArrayList<>();
  private final List<RunRecord.Measurement> measured = new ArrayList<>();
  private int stopInEpoch;
  private int passedOver;
  private int epoch;

  /** Ends a run by an exception, five steps into an epoch. */
  void stopInEpoch(int number) {
    stopInEpoch = number;
  }

  /** Returns how many texts each epoch announced. */
  List<Integer> announced() {
    return announced;
  }

  /** Returns how many texts each step showed. */
  List<Integer> texts() {
    return texts;
  }

  /** Returns the evaluations. */
  List<RunRecord.Measurement> measured() {
    return measured;
  }

  /** Returns how many steps were passed over, as done before. */
  int passedOver() {
    return passedOver;
  }

  @Override
  public void epochBegan(int newEpoch, int epochs, int allTexts) {
    epoch = newEpoch;
    announced.add(allTexts);
  }

  @Override
  public void passedOver(int some) {
    texts.add(some);
    passedOver++;
  }

  @Override
  public void stepped(int some, double loss) {
    texts.add(some);
    assertThat(loss).isFinite();
    if (epoch == stopInEpoch && texts.size() % SmallRuns.STEPS == 5) {
      throw new StoppedException();
    }
  }

  @Override
  public void evaluated(RunRecord.Measurement measurement) {
    assertThat(measurement.notebook()).isNotEqualTo(new Evaluation(0, 0, 0));
    measured.add(measurement);
  }

  @Override
  public void epochEnded(RunRecord.Epoch finished) {
    assertThat(finished.epoch()).isEqualTo(epoch);
  }

  /** What ends a run. */
  static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
