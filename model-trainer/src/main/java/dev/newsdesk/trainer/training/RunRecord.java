package dev.newsdesk.trainer.training;

import dev.newsdesk.trainer.evaluation.Evaluation;
import dev.newsdesk.trainer.experiment.Experiment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything a run has to tell, as it is committed.
 *
 * @param experiment what was run
 * @param trainRows rows trained on
 * @param vocabularySize ids, special tokens included
 * @param evaluations in order: at step 0 and half-way of each epoch, as the notebook does
 * @param epochs the finished epochs, in order
 * @param versions of what ran it
 */
public record RunRecord(
    Experiment experiment,
    int trainRows,
    int vocabularySize,
    List<Measurement> evaluations,
    List<Epoch> epochs,
    Map<String, String> versions) {

  /** Copies the collections. */
  public RunRecord {
    evaluations = List.copyOf(evaluations);
    epochs = List.copyOf(epochs);
    versions = Map.copyOf(versions);
  }

  /** Returns the evaluation that the notebook reports: the best, and of equal ones the first. */
  public Optional<Measurement> best() {
    return evaluations.stream().max(Comparator.comparing(each -> each.notebook().accuracy()));
  }

  /** Returns this record with one more epoch and its evaluations. */
  RunRecord with(Epoch epoch, List<Measurement> measured) {
    List<Measurement> allMeasured = new ArrayList<>(evaluations);
    allMeasured.addAll(measured);
    List<Epoch> allEpochs = new ArrayList<>(epochs);
    allEpochs.add(epoch);
    return new RunRecord(experiment, trainRows, vocabularySize, allMeasured, allEpochs, versions);
  }

  /**
   * One evaluation.
   *
   * @param epoch counted from 1
   * @param step steps of this epoch that came before, the evaluated one included
   * @param notebook on the notebook's sample
   * @param test on the full test set
   */
  public record Measurement(int epoch, int step, Evaluation notebook, Evaluation test) {}

  /**
   * One finished epoch.
   *
   * @param epoch counted from 1
   * @param steps batches
   * @param trainLoss mean cross-entropy over the epoch's batches, in nats
   * @param seconds wall-clock time, evaluations included
   * @param residentMebibytes resident memory at its end, where the system tells
   * @param test on the full test set with the weights at its end
   */
  public record Epoch(
      int epoch,
      int steps,
      double trainLoss,
      double seconds,
      @Nullable Long residentMebibytes,
      Evaluation test) {}
}
