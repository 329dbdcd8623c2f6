package dev.newsdesk.trainer.training;

import dev.newsdesk.trainer.evaluation.Evaluation;

/**
 * An evaluation with its answers, so that two runs can be compared row by row.
 *
 * @param epoch counted from 1
 * @param step steps of this epoch that came before, the evaluated one included
 * @param notebook on the notebook's sample
 * @param test on the full test set
 * @param classes the network's answer for each row of the test set, one digit a row
 */
public record Reading(int epoch, int step, Evaluation notebook, Evaluation test, String classes) {

  /** Returns the evaluation without its answers. */
  RunRecord.Measurement measurement() {
    return new RunRecord.Measurement(epoch, step, notebook, test);
  }
}
