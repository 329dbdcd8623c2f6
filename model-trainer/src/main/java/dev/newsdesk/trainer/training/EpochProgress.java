package dev.newsdesk.trainer.training;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an unfinished epoch has come.
 *
 * @param epoch counted from 1
 * @param steps batches learnt from
 * @param lossSum sum of their mean losses, in nats
 * @param seconds time spent so far
 * @param evaluations of this epoch so far
 * @param reading the evaluation that counts so far; null before there is one
 */
record EpochProgress(
    int epoch,
    int steps,
    double lossSum,
    double seconds,
    List<RunRecord.Measurement> evaluations,
    @Nullable Reading reading) {

  /** Copies the collection. */
  EpochProgress {
    evaluations = List.copyOf(evaluations);
  }

  /** Returns the beginning of an epoch. */
  static EpochProgress beginning(int epoch, @Nullable Reading reading) {
    return new EpochProgress(epoch, 0, 0, 0, List.of(), reading);
  }

  /** Returns this with one more step. */
  EpochProgress stepped(double loss) {
    return new EpochProgress(epoch, steps + 1, lossSum + loss, seconds, evaluations, reading);
  }

  /** Returns this with one more evaluation, which counts when it is the best so far. */
  EpochProgress evaluated(Reading fresh) {
    List<RunRecord.Measurement> all = new ArrayList<>(evaluations);
    all.add(fresh.measurement());
    boolean best = reading == null || fresh.notebook().accuracy() > reading.notebook().accuracy();
    return new EpochProgress(epoch, steps, lossSum, seconds, all, best ? fresh : reading);
  }

  /** Returns the newest evaluation of this epoch; there must be one. */
  RunRecord.Measurement lastEvaluation() {
    return evaluations.get(evaluations.size() - 1);
  }

  /** Returns this after that much more time. */
  EpochProgress after(double moreSeconds) {
    return new EpochProgress(epoch, steps, lossSum, seconds + moreSeconds, evaluations, reading);
  }
}
