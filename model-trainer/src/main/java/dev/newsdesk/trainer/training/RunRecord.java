package dev.newsdesk.trainer.training;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.newsdesk.trainer.evaluation.Evaluation;
import dev.newsdesk.trainer.experiment.Experiment;
import dev.newsdesk.trainer.experiment.Selection;
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
 * @param heldOutRows training rows kept aside to select by
 * @param vocabularySize ids, special tokens included
 * @param evaluations on the test set, in order: at step 0 and half-way of each epoch, as the
 *     notebook does; none where a held-out part selects
 * @param epochs the finished epochs, in order
 * @param versions of what ran it
 * @param reading the evaluation that counts; null before there is one
 */
public record RunRecord(
    Experiment experiment,
    int trainRows,
    int heldOutRows,
    int vocabularySize,
    List<Measurement> evaluations,
    List<Epoch> epochs,
    Map<String, String> versions,
    @Nullable Reading reading) {

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

  /** Returns the epoch that is best on the held-out part, and of equal ones the first. */
  public Optional<Epoch> selected() {
    return epochs.stream()
        .filter(epoch -> epoch.heldOut() != null)
        .max(Comparator.comparing(Epoch::heldOutAccuracy));
  }

  /** Returns whether nothing is left to train. */
  @JsonIgnore
  public boolean isTrained() {
    Selection selection = experiment.protocol().selection();
    boolean testIsRead = reading != null && selection == Selection.HELD_OUT;
    int withoutBest = selected().map(best -> epochs.size() - best.epoch()).orElse(0);
    return testIsRead
        || epochs.size() >= experiment.protocol().epochs()
        || withoutBest >= selection.patience();
  }

  /** Returns this record with one more epoch, its evaluations and what counts now. */
  RunRecord with(Epoch epoch, List<Measurement> measured, @Nullable Reading counting) {
    List<Measurement> allMeasured = new ArrayList<>(evaluations);
    allMeasured.addAll(measured);
    List<Epoch> allEpochs = new ArrayList<>(epochs);
    allEpochs.add(epoch);
    return new RunRecord(
        experiment,
        trainRows,
        heldOutRows,
        vocabularySize,
        allMeasured,
        allEpochs,
        versions,
        counting);
  }

  /** Returns this record with the evaluation that counts. */
  RunRecord with(Reading counting) {
    return new RunRecord(
        experiment,
        trainRows,
        heldOutRows,
        vocabularySize,
        evaluations,
        epochs,
        versions,
        counting);
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
   * @param seconds time spent on it, evaluations included
   * @param residentMebibytes resident memory at its end, where the system tells
   * @param test on the full test set with the weights at its end; null where a held-out part
   *     selects
   * @param heldOut on the held-out part with the weights at its end; null where there is none
   */
  public record Epoch(
      int epoch,
      int steps,
      double trainLoss,
      double seconds,
      @Nullable Long residentMebibytes,
      @Nullable Evaluation test,
      @Nullable Evaluation heldOut) {

    private double heldOutAccuracy() {
      return heldOut == null ? 0 : heldOut.accuracy();
    }
  }
}
