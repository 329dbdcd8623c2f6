package dev.newsdesk.trainer.report;

import dev.newsdesk.trainer.data.DataDescription;
import dev.newsdesk.trainer.report.statistics.McNemar;
import dev.newsdesk.trainer.training.RunRecord;
import java.util.Optional;

/** An experiment's run beside its parent's, on the full test set. */
record Comparison(RunRecord before, RunRecord after) {

  /** Chance at which a difference is believed. */
  static final double LEVEL = 0.05;

  /** Returns what the accuracy gained. */
  double difference() {
    return Records.testAccuracy(after) - Records.testAccuracy(before);
  }

  /** Returns the row-by-row test, where both runs' answers are recorded. */
  Optional<McNemar> test(Optional<DataDescription> data) {
    if (before.reading() == null || after.reading() == null) {
      return Optional.empty();
    }
    String answersBefore = before.reading().classes();
    String answersAfter = after.reading().classes();
    return data.map(known -> McNemar.of(known.testClasses(), answersBefore, answersAfter));
  }

  /** Returns what the test says, in words. */
  static String verdict(McNemar test) {
    if (test.pValue() >= LEVEL) {
      return "no difference that these articles can show";
    }
    return test.onlyAfter() > test.onlyBefore() ? "helped" : "did not help: worse";
  }
}
